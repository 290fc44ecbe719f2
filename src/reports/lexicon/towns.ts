/**
 * Towns (first field) and regions (second) of countries where news of attacks and of talks comes from; other
 * spellings behind a slash. Facts only, collected by this project. Names that are common English words or
 * surnames are left out.
 */
export const TOWNS = `
Ukraine;Kharkiv/Kharkov,Odesa/Odessa,Lviv/Lvov,Dnipro,Zaporizhzhia/Zaporizhzhya/Zaporizhia,Kherson,Mykolaiv/Nikolaev,Fastiv,Bila Tserkva,Sumy,Chernihiv,Cherkasy,Poltava,Kremenchuk,Kryvyi Rih/Krivoy Rog,Donetsk,Luhansk,Mariupol,Bakhmut,Avdiivka,Pokrovsk,Myrnohrad,Kramatorsk,Sloviansk,Kostiantynivka,Druzhkivka,Kupiansk,Izium/Izyum,Chasiv Yar,Toretsk,Vovchansk,Huliaipole,Orikhiv,Nikopol,Pavlohrad,Vinnytsia,Zhytomyr,Rivne,Lutsk,Ternopil,Khmelnytskyi,Chernivtsi,Ivano-Frankivsk,Uzhhorod,Mukachevo,Konotop,Shostka,Okhtyrka,Nizhyn,Pryluky,Brovary,Bucha,Irpin,Vyshhorod,Boryspil,Obukhiv,Izmail,Chornomorsk,Pivdennyi,Pivdenne,Chuhuiv,Balakliia,Lyman,Siversk,Lysychansk,Sievierodonetsk,Melitopol,Berdiansk,Enerhodar,Nova Kakhovka,Sevastopol,Simferopol,Kerch,Feodosia,Yalta,Hrabovske/Grabovske,Terenivka,Synelnykove,Velyka Pysarivka,Hlukhiv,Kamianske,Marhanets,Starokostiantynivka,Stryi,Drohobych,Burshtyn,Slavutych,Voznesensk,Ochakiv,Khorly,Dobropillia,Novohrodivka,Selydove,Robotyne,Hostomel,Zmiinyi;Donbas/Donbass,Crimea,Kyiv region,Kyiv oblast,Dnipropetrovsk,Dnipropetrovsk region,Zakarpattia,Volyn,Kirovohrad,Transcarpathia,Prykarpattia
Russia;St Petersburg/Saint Petersburg,Belgorod,Kursk,Bryansk,Voronezh,Rostov/Rostov-on-Don,Taganrog,Novorossiysk,Krasnodar,Sochi,Tuapse,Saratov,Engels,Samara,Syzran,Volgograd,Astrakhan,Ryazan,Tula,Kaluga,Smolensk,Tver,Oryol,Lipetsk,Tambov,Orenburg,Kazan,Ufa,Izhevsk,Perm,Yekaterinburg,Chelyabinsk,Murmansk,Pskov,Kaliningrad,Ust-Luga,Primorsk,Vladivostok,Grozny,Makhachkala,Shebekino,Grayvoron,Lgov,Sudzha,Valuyki,Millerovo,Slavyansk-on-Kuban,Yelets,Cherepovets,Kirishi,Nizhny Novgorod,Kstovo,Stavropol,Nevinnomyssk,Budyonnovsk,Novoshakhtinsk,Kapustin Yar,Valdai;Novgorod,Novgorod region,Chechnya,Dagestan,Bashkortostan,Tatarstan,Siberia,Leningrad region,Ingushetia
Israel;Tel Aviv,Haifa,Beersheba/Beer Sheva,Ashdod,Ashkelon,Eilat,Netanya,Nahariya,Sderot,Metula,Kiryat Shmona,Safed,Tiberias,Nazareth,Acre,Rishon Lezion,Bat Yam,Ramat Gan,Petah Tikva,Herzliya,Dimona,Arad,Majdal Shams,Beit Shemesh,Afula,Holon,Beit Shean;Galilee,Negev,northern Israel,southern Israel,central Israel
Gaza Strip;Khan Younis/Khan Yunis,Rafah,Deir al-Balah/Deir el-Balah,Jabalia/Jabaliya,Nuseirat,Beit Lahia/Beit Lahiya,Beit Hanoun,Maghazi,Bureij,Zeitoun,Shejaia/Shujaiya/Shejaiya,Tuffah,Al-Mawasi/Mawasi,Bani Suhaila,Zawayda,Tel al-Hawa,Sheikh Radwan,Rimal,Netzarim,Zuwaida;northern Gaza,southern Gaza,central Gaza,northern Gaza Strip,southern Gaza Strip,central Gaza Strip
West Bank;Jenin,Nablus,Ramallah,Hebron,Tulkarm/Tulkarem,Jericho,Bethlehem,Qalqilya,Tubas,Qabatiya/Qabaitya,Huwara,Al-Mughayyir,Abu Falah,Turmus Ayya,Masafer Yatta,Nur Shams;East Jerusalem
Lebanon;Sidon,Tyre,Nabatieh/Nabatiyeh,Baalbek,Bint Jbeil,Dahiyeh/Dahieh,Marjayoun,Khiam,Hermel,Zahle,Jezzine,Naqoura,Ain al-Hilweh,Aita al-Shaab,Kfar Kila,Tripoli in Lebanon;Bekaa,Bekaa Valley,southern Lebanon,south Lebanon,eastern Lebanon,southern suburbs,Mount Lebanon
Syria;Aleppo,Homs,Hama,Idlib,Latakia,Tartus/Tartous,Deraa/Daraa,Sweida/Suwayda,Raqqa,Deir al-Zor/Deir ez-Zor,Hasakah/Hasaka,Qamishli,Kobani/Kobane,Palmyra,Afrin,Manbij,Quneitra,Douma,Jaramana,Tanf;Golan Heights,Rojava,Ghouta
Iraq;Mosul,Basra,Erbil/Irbil,Kirkuk,Sulaymaniyah/Sulaimaniya,Najaf,Karbala,Tikrit,Falluja/Fallujah,Ramadi,Samarra,Baquba,Sinjar,Dohuk/Duhok,Hilla;Anbar,Kurdistan,Diyala,Nineveh,Iraqi Kurdistan
Iran;Isfahan/Esfahan,Natanz,Fordow/Fordo,Bushehr,Shiraz,Tabriz,Mashhad,Qom,Karaj,Arak,Kermanshah,Ahvaz/Ahwaz,Bandar Abbas,Abadan,Hamadan,Yazd,Kerman,Zahedan,Minab,Parchin,Chabahar,Khorramabad,Urmia,Rasht,Asaluyeh,Kharg Island,Qeshm,Khondab,Dezful;Khuzestan,Sistan and Baluchestan,Kharg,Hormozgan
Yemen;Aden,Hodeidah/Hodeida,Taiz,Marib,Saada,Mukalla,Ras Isa,Mocha,Salif,Ibb;Hadramout/Hadramawt,Shabwa,Al-Jawf
Saudi Arabia;Jeddah,Dammam,Dhahran,Ras Tanura,Abqaiq,Mecca,Medina,Jazan,Khobar,Al-Kharj,Yanbu;
United Arab Emirates;Dubai,Sharjah,Fujairah,Ras al-Khaimah,Ajman,Jebel Ali;
Kuwait;Port Shuaiba,Shuaiba,Rumaithiya,Salwa,Mubarak Al Kabeer;
Qatar;Ras Laffan,Al Udeid,Mesaieed;
Bahrain;Muharraq,Sitra;
Oman;Duqm,Salalah,Sohar;
Jordan;Irbid,Zarqa,Aqaba;
Egypt;Sharm el-Sheikh,El-Arish,Alexandria,Suez,Port Said;Sinai
Sudan;Omdurman,El Fasher/Al-Fashir/El-Fasher,Nyala,El Obeid/Al-Obeid/El-Obeid,Port Sudan,Wad Madani,Kadugli,Dilling/al-Dalanj/Dalanj,Babanusa,El Geneina,Kassala,Kosti,Atbara,Merowe,Kutum,Bara,Zalingei,Mellit,Heglig;Darfur,North Darfur,South Darfur,West Darfur,Kordofan,South Kordofan,North Kordofan,West Kordofan,Gezira,Blue Nile,White Nile,Sennar
South Sudan;Malakal,Bentiu,Bor,Nasir;Upper Nile,Jonglei,Unity State
Somalia;Kismayo,Baidoa,Galkayo,Bosaso,Beledweyne,Afgoye,Jowhar,Hudur,Afmadow;Puntland,Jubbaland,Lower Shabelle,Middle Shabelle,Hiran
Ethiopia;Mekelle,Gondar,Bahir Dar,Lalibela,Adigrat,Axum;Tigray,Amhara,Oromia,Afar
Kenya;Garissa,Mandera,Lamu,Mombasa;
Libya;Benghazi,Misrata,Sirte,Zawiya,Derna,Sabha,Tobruk;
Algeria;Oran,Tindouf;
Mali;Gao,Timbuktu,Kidal,Mopti,Segou,Menaka,Kayes,Tinzaouaten;
Burkina Faso;Djibo,Dori,Kaya,Fada N'Gourma,Diapaga;
Niger;Agadez,Diffa,Zinder,Tahoua;Tillaberi
Nigeria;Maiduguri,Kano,Kaduna,Jos,Lagos,Sokoto,Makurdi,Katsina,Yola,Minna,Sabon Gari,Chibok,Gwoza,Bama;Borno,Borno state,Zamfara,Benue,Plateau State,Yobe,Adamawa,Kebbi,Kwara
Cameroon;Douala,Bamenda,Buea;
Chad;Adre,Abeche;
Democratic Republic of Congo;Goma,Bukavu,Bunia,Beni,Uvira,Walikale,Masisi,Rutshuru,Kisangani,Lubumbashi,Kalemie,Rubaya,Butembo;North Kivu,South Kivu,Ituri
Mozambique;Palma,Mocimboa da Praia,Pemba;Cabo Delgado
Pakistan;Karachi,Lahore,Peshawar,Quetta,Rawalpindi,Multan,Bannu,Dera Ismail Khan,Swat,Parachinar,Muzaffarabad,Gwadar,Nushki,Pasni,Turbat,Kech,Mastung,Chaman,Spin Boldak in Pakistan,Bajaur,Skardu,Gilgit,Sialkot,Khuzdar,Kalat;Balochistan,Khyber Pakhtunkhwa,North Waziristan,South Waziristan,Punjab province,Sindh,Gilgit-Baltistan
Afghanistan;Kandahar,Herat,Mazar-i-Sharif,Jalalabad,Kunduz,Ghazni,Khost,Spin Boldak,Bagram,Faizabad,Torkham;Helmand,Nangarhar,Paktika,Paktia,Kunar,Panjshir,Badakhshan
India;Mumbai,Srinagar,Jammu,Pahalgam,Kolkata,Chennai,Hyderabad,Bengaluru,Amritsar,Imphal,Pulwama,Guwahati,Shopian;Kashmir,Jammu and Kashmir,Manipur,Chhattisgarh,Ladakh,Assam
Bangladesh;Chittagong,Cox's Bazar;
Myanmar;Yangon,Mandalay,Myawaddy,Lashio,Sittwe,Myitkyina,Loikaw,Pyin Oo Lwin,Mrauk-U,Bhamo,Mogok,Kyaukme;Rakhine,Kachin,Sagaing,Karen State,Chin State,Kayah,Magway,Rakhine State,Shan State
Thailand;Buriram,Surin,Sisaket,Ubon Ratchathani,Sa Kaeo,Pattani,Yala,Narathiwat;
Cambodia;Siem Reap,Poipet,Battambang,Preah Vihear,Oddar Meanchey;
Philippines;Marawi,Zamboanga,Cotabato,Davao;Mindanao,Sulu,Maguindanao,Scarborough Shoal
Indonesia;Bali,Surabaya,Jayapura;Papua,Aceh
China;Shanghai,Hong Kong,Guangzhou,Urumqi,Shenzhen,Tianjin;Xinjiang,Tibet
Taiwan;Kaohsiung,Kinmen;
Japan;Osaka,Nara,Hiroshima,Nagasaki,Okinawa,Kyoto;
South Korea;Busan,Incheon,Gyeongju,Jeju,Panmunjom;
North Korea;Wonsan,Kaesong;
Turkey;Istanbul,Gaziantep,Diyarbakir,Hatay,Izmir,Antalya,Adana,Incirlik;
Armenia;Gyumri,Goris;Syunik
Azerbaijan;Ganja,Stepanakert,Khankendi;Nagorno-Karabakh,Nakhchivan
Georgia;Batumi,Sukhumi,Tskhinvali;Abkhazia,South Ossetia
Moldova;Tiraspol;Transnistria
Belarus;Gomel,Brest in Belarus,Grodno;
Poland;Rzeszow,Lublin,Gdansk,Krakow;
Romania;Tulcea,Galati,Constanta;
France;Marseille,Lyon,Nice,Strasbourg,Evian;
Germany;Munich,Hamburg,Frankfurt,Ramstein,Bonn,Cologne,Dresden;Bavaria
United Kingdom;Manchester,Edinburgh,Glasgow,Belfast,Birmingham,Liverpool;Northern Ireland
Belgium;Antwerp,Ghent;
Switzerland;Geneva,Zurich,Davos,Lausanne,Lucerne,Bellinzona;
Italy;Milan,Venice,Naples,Turin;Sicily
Spain;Barcelona,Seville,Valencia;
Austria;Salzburg;
Hungary;Debrecen;
Norway;Bergen;Svalbard
Finland;Lapland;
Sweden;Malmo,Gothenburg;Gotland
Bosnia and Herzegovina;Srebrenica,Banja Luka;Republika Srpska
Kosovo;Mitrovica;
Greece;Thessaloniki,Piraeus;Crete
Cyprus;Limassol,Larnaca,Akrotiri;
United States;New York,New York City,Los Angeles,Chicago,Houston,Miami,Boston,Philadelphia,San Francisco,Seattle,Minneapolis,Dallas,Atlanta,Las Vegas,Palm Beach,Anchorage,Camp David,Mar-a-Lago,Hallandale Beach,Detroit,Denver,New Orleans;Texas,Florida,California,Alaska,Minnesota,Virginia,New Jersey,Louisiana,Hawaii
Canada;Toronto,Montreal,Vancouver,Kananaskis;Alberta,Quebec
Mexico;Culiacan,Tijuana,Guadalajara;Sinaloa,Michoacan
Colombia;Cali,Medellin,Cucuta;Cauca,Catatumbo
Venezuela;Maracaibo,La Guaira,Valencia in Venezuela,Puerto Cabello,Higuerote;Zulia
Ecuador;Guayaquil;
Brazil;Rio de Janeiro,Sao Paulo,Belem;
Cuba;Guantanamo,Santiago de Cuba;
Australia;Sydney,Melbourne,Perth,Brisbane,Darwin;
Kazakhstan;Almaty,Aktau;
Uzbekistan;Samarkand;
Somaliland;Berbera;
Uganda;Entebbe;
Tanzania;Arusha,Dar es Salaam,Zanzibar;
South Africa;Johannesburg,Cape Town,Durban;
`;
