/** Names of the regions that news of attacks names, by country and by GeoNames' code of the region. */
export const REGION_CODES: Record<string, Record<string, string>> = Object.fromEntries(
  Object.entries({
    UA: '01 Cherkasy;02 Chernihiv;03 Chernivtsi;04 Dnipropetrovsk;05 Donetsk;06 Ivano-Frankivsk;07 Kharkiv;08 Kherson;09 Khmelnytskyi;10 Kirovohrad;11 Crimea;12 Kyiv;13 Kyiv;14 Luhansk;15 Lviv;16 Mykolaiv;17 Odesa;18 Poltava;19 Rivne;20 Crimea;21 Sumy;22 Ternopil;23 Vinnytsia;24 Volyn;25 Zakarpattia;26 Zaporizhzhia;27 Zhytomyr',
    RU: '06 Arkhangelsk;07 Astrakhan;08 Bashkortostan;09 Belgorod;10 Bryansk;12 Chechnya;13 Chelyabinsk;17 Dagestan;19 Ingushetia;23 Kaliningrad;25 Kaluga;38 Krasnodar;41 Kursk;42 Leningrad;43 Lipetsk;47 Moscow;48 Moscow;49 Murmansk;51 Nizhny Novgorod;52 Novgorod;55 Orenburg;56 Oryol;57 Penza;59 Primorye;60 Pskov;61 Rostov;62 Ryazan;65 Samara;66 St Petersburg;67 Saratov;68 North Ossetia;69 Smolensk;70 Stavropol;71 Sverdlovsk;72 Tambov;73 Tatarstan;76 Tula;77 Tver;78 Tyumen;80 Udmurtia;81 Ulyanovsk;83 Vladimir;84 Volgograd;85 Vologda;86 Voronezh;88 Yaroslavl;90 Perm',
    SY: '01 Hasakah;02 Latakia;03 Quneitra;04 Raqqa;05 Sweida;06 Daraa;07 Deir al-Zor;08 Rif Dimashq;09 Aleppo;10 Hama;11 Homs;12 Idlib;13 Damascus;14 Tartus',
    LB: '04 Beirut;05 Mount Lebanon;06 South Lebanon;07 Nabatieh;08 Bekaa;09 North Lebanon;10 Akkar;11 Baalbek-Hermel',
    IQ: '01 Anbar;02 Basra;03 Muthanna;04 Qadisiyah;05 Sulaymaniyah;06 Babil;07 Baghdad;08 Dohuk;09 Dhi Qar;10 Diyala;11 Erbil;12 Karbala;13 Kirkuk;14 Maysan;15 Nineveh;16 Wasit;17 Najaf;18 Salahuddin',
    IR: '01 West Azerbaijan;03 Chaharmahal and Bakhtiari;04 Sistan and Baluchestan;05 Kohgiluyeh and Boyer-Ahmad;07 Fars;08 Gilan;09 Hamadan;10 Ilam;11 Hormozgan;13 Kermanshah;15 Khuzestan;16 Kurdistan;22 Bushehr;23 Lorestan;25 Semnan;26 Tehran;28 Isfahan;29 Kerman;32 Ardabil;33 East Azerbaijan;34 Markazi;35 Mazandaran;36 Zanjan;37 Golestan;38 Qazvin;39 Qom;40 Yazd;41 South Khorasan;42 Razavi Khorasan;43 North Khorasan;44 Alborz',
    YE: '01 Abyan;02 Aden;03 Mahra;04 Hadramout;05 Shabwa;08 Hodeidah;10 Mahwit;11 Dhamar;14 Marib;15 Saada;16 Sanaa;18 Dhale;19 Amran;20 Bayda;21 Al-Jawf;22 Hajjah;23 Ibb;24 Lahij;25 Taiz;26 Sanaa;27 Raymah',
    SD: '29 Khartoum;36 Red Sea;38 Gezira;39 Gedaref;41 White Nile;42 Blue Nile;43 Northern;47 West Darfur;49 South Darfur;50 South Kordofan;52 Kassala;53 River Nile;55 North Darfur;56 North Kordofan;58 Sennar;60 East Darfur;61 Central Darfur;62 West Kordofan',
    IL: '01 Southern District;02 Central District;03 Northern District;04 Haifa;05 Tel Aviv;06 Jerusalem',
    PS: 'GZ Gaza Strip;WE West Bank',
    PK: '02 Balochistan;03 Khyber Pakhtunkhwa;04 Punjab;05 Sindh;06 Azad Kashmir;07 Gilgit-Baltistan;08 Islamabad',
    AF: '01 Badakhshan;07 Faryab;08 Ghazni;10 Helmand;11 Herat;13 Kabul;18 Nangarhar;19 Nimroz;23 Kandahar;24 Kunduz;26 Takhar;29 Paktika;30 Balkh;34 Kunar;36 Paktia;37 Khost;42 Panjshir',
    ML: '01 Bamako;03 Kayes;04 Mopti;05 Segou;06 Sikasso;07 Koulikoro;08 Timbuktu;09 Gao;10 Kidal;12070577 Menaka',
    NG: '11 Abuja;23 Kaduna;24 Katsina;26 Benue;27 Borno;29 Kano;30 Kwara;31 Niger;35 Adamawa;40 Kebbi;43 Taraba;44 Yobe;46 Bauchi;49 Plateau;50 Rivers;51 Sokoto;55 Gombe;57 Zamfara',
    CD: '06 Kinshasa;11 North Kivu;12 South Kivu;14 Haut-Katanga;17 Ituri;29 Tanganyika;30 Tshopo',
    MM: '01 Rakhine;02 Chin;04 Kachin;05 Karen;06 Kayah;08 Mandalay;10 Sagaing;11 Shan;13 Mon;15 Magway;16 Bago;17 Yangon;18 Naypyidaw',
  }).map(([country, lines]) => [
    country,
    Object.fromEntries(
      lines.split(';').map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
    ),
  ]),
);
