/**
 * Countries and territories, one a line: English short name; other names; demonyms; capitals (other spellings
 * behind a slash). Facts only, collected by this project.
 */
export const COUNTRIES = `
Afghanistan;;Afghan,Afghans;Kabul
Albania;;Albanian,Albanians;Tirana
Algeria;;Algerian,Algerians;Algiers
Angola;;Angolan,Angolans;Luanda
Argentina;;Argentine,Argentinian,Argentines;Buenos Aires
Armenia;;Armenian,Armenians;Yerevan
Australia;;Australian,Australians;Canberra
Austria;;Austrian,Austrians;Vienna
Azerbaijan;;Azerbaijani,Azerbaijanis,Azeri;Baku
Bahrain;;Bahraini,Bahrainis;Manama
Bangladesh;;Bangladeshi,Bangladeshis;Dhaka
Belarus;;Belarusian,Belarusians,Belarussian;Minsk
Belgium;;Belgian,Belgians;Brussels
Benin;;Beninese;Porto-Novo
Bolivia;;Bolivian,Bolivians;La Paz
Bosnia and Herzegovina;Bosnia,Bosnia-Herzegovina;Bosnian,Bosnians;Sarajevo
Botswana;;;Gaborone
Brazil;;Brazilian,Brazilians;Brasilia
Brunei;;Bruneian;Bandar Seri Begawan
Bulgaria;;Bulgarian,Bulgarians;Sofia
Burkina Faso;;Burkinabe;Ouagadougou
Burundi;;Burundian,Burundians;Gitega
Cambodia;;Cambodian,Cambodians;Phnom Penh
Cameroon;;Cameroonian,Cameroonians;Yaounde
Canada;;Canadian,Canadians;Ottawa
Central African Republic;;;Bangui
Chad;;Chadian,Chadians;N'Djamena
Chile;;Chilean,Chileans;Santiago
China;People's Republic of China;Chinese;Beijing
Colombia;;Colombian,Colombians;Bogota
Costa Rica;;Costa Rican,Costa Ricans;San Jose
Croatia;;Croatian,Croatians;Zagreb
Cuba;;Cuban,Cubans;Havana
Cyprus;;Cypriot,Cypriots;Nicosia
Czech Republic;Czechia;Czech,Czechs;Prague
Democratic Republic of Congo;DR Congo,DRC,Democratic Republic of the Congo,Congo,east Congo,eastern Congo;Congolese;Kinshasa
Denmark;;Danish,Dane,Danes;Copenhagen
Djibouti;;Djiboutian;
Dominican Republic;;Dominican;Santo Domingo
Ecuador;;Ecuadorian,Ecuadorean,Ecuadorians;Quito
Egypt;;Egyptian,Egyptians;Cairo
El Salvador;;Salvadoran,Salvadorans;San Salvador
Equatorial Guinea;;;Malabo
Eritrea;;Eritrean,Eritreans;Asmara
Estonia;;Estonian,Estonians;Tallinn
Eswatini;;;Mbabane
Ethiopia;;Ethiopian,Ethiopians;Addis Ababa
Finland;;Finnish,Finn,Finns;Helsinki
France;;French,Frenchman;Paris
Gabon;;Gabonese;Libreville
Gambia;The Gambia;Gambian,Gambians;Banjul
Gaza Strip;Gaza,Gaza enclave;Gazan,Gazans;Gaza City
Georgia;;Georgian,Georgians;Tbilisi
Germany;;German,Germans;Berlin
Ghana;;Ghanaian,Ghanaians;Accra
Greece;;Greek,Greeks;Athens
Greenland;;Greenlandic,Greenlander,Greenlanders;Nuuk
Guatemala;;Guatemalan,Guatemalans;Guatemala City
Guinea;;Guinean,Guineans;Conakry
Guinea-Bissau;;;Bissau
Guyana;;Guyanese;Georgetown
Haiti;;Haitian,Haitians;Port-au-Prince
Honduras;;Honduran,Hondurans;Tegucigalpa
Hungary;;Hungarian,Hungarians;Budapest
Iceland;;Icelandic,Icelander,Icelanders;Reykjavik
India;;Indian,Indians;New Delhi/Delhi
Indonesia;;Indonesian,Indonesians;Jakarta
Iran;Islamic Republic of Iran,Islamic Republic;Iranian,Iranians;Tehran/Teheran
Iraq;;Iraqi,Iraqis;Baghdad
Ireland;;Irish;Dublin
Israel;;Israeli,Israelis;Jerusalem
Italy;;Italian,Italians;Rome
Ivory Coast;Cote d'Ivoire;Ivorian,Ivorians;Abidjan/Yamoussoukro
Jamaica;;Jamaican,Jamaicans;
Japan;;Japanese;Tokyo
Jordan;;Jordanian,Jordanians;Amman
Kazakhstan;;Kazakh,Kazakhs;Astana
Kenya;;Kenyan,Kenyans;Nairobi
Kosovo;;Kosovar,Kosovars;Pristina
Kuwait;;Kuwaiti,Kuwaitis;Kuwait City
Kyrgyzstan;;Kyrgyz;Bishkek
Laos;;Lao,Laotian,Laotians;Vientiane
Latvia;;Latvian,Latvians;Riga
Lebanon;;Lebanese;Beirut
Lesotho;;;Maseru
Liberia;;Liberian,Liberians;Monrovia
Libya;;Libyan,Libyans;Tripoli
Lithuania;;Lithuanian,Lithuanians;Vilnius
Luxembourg;;;
Madagascar;;Malagasy;Antananarivo
Malawi;;Malawian,Malawians;Lilongwe
Malaysia;;Malaysian,Malaysians;Kuala Lumpur
Maldives;;Maldivian;
Mali;;Malian,Malians;Bamako
Malta;;Maltese;Valletta
Mauritania;;Mauritanian,Mauritanians;Nouakchott
Mexico;;Mexican,Mexicans;Mexico City
Moldova;;Moldovan,Moldovans;Chisinau
Mongolia;;Mongolian,Mongolians;Ulaanbaatar
Montenegro;;Montenegrin,Montenegrins;Podgorica
Morocco;;Moroccan,Moroccans;Rabat
Mozambique;;Mozambican,Mozambicans;Maputo
Myanmar;Burma;Burmese;Naypyidaw
Namibia;;Namibian;Windhoek
Nepal;;Nepali,Nepalese;Kathmandu
Netherlands;The Netherlands,Holland;Dutch;Amsterdam/The Hague
New Zealand;;New Zealander,New Zealanders;
Nicaragua;;Nicaraguan,Nicaraguans;Managua
Niger;;Nigerien,Nigeriens;Niamey
Nigeria;;Nigerian,Nigerians;Abuja
North Korea;DPRK;North Korean,North Koreans;Pyongyang
North Macedonia;;Macedonian;Skopje
Norway;;Norwegian,Norwegians;Oslo
Oman;;Omani,Omanis;Muscat
Pakistan;;Pakistani,Pakistanis;Islamabad
Palestine;Palestinian territories,State of Palestine;Palestinian,Palestinians;
Panama;;Panamanian,Panamanians;Panama City
Papua New Guinea;;;Port Moresby
Paraguay;;Paraguayan;Asuncion
Peru;;Peruvian,Peruvians;Lima
Philippines;The Philippines;Filipino,Filipinos,Philippine;Manila
Poland;;Polish,Poles;Warsaw
Portugal;;Portuguese;Lisbon
Qatar;;Qatari,Qataris;Doha
Republic of Congo;Congo-Brazzaville;;Brazzaville
Romania;;Romanian,Romanians;Bucharest
Russia;Russian Federation,Soviet Union;Russian,Russians;Moscow
Rwanda;;Rwandan,Rwandans;Kigali
Saudi Arabia;;Saudi,Saudis,Saudi Arabian;Riyadh
Senegal;;Senegalese;Dakar
Serbia;;Serbian,Serbs,Serb,Serbians;Belgrade
Sierra Leone;;Sierra Leonean;Freetown
Singapore;;Singaporean,Singaporeans;
Slovakia;;Slovak,Slovaks;Bratislava
Slovenia;;Slovenian,Slovene,Slovenians;Ljubljana
Somalia;;Somali,Somalis;Mogadishu
Somaliland;;;Hargeisa
South Africa;;South African,South Africans;Pretoria
South Korea;Republic of Korea;South Korean,South Koreans;Seoul
South Sudan;;South Sudanese;Juba
Spain;;Spanish,Spaniard,Spaniards;Madrid
Sri Lanka;;Sri Lankan,Sri Lankans;Colombo
Sudan;;Sudanese;Khartoum
Sweden;;Swedish,Swede,Swedes;Stockholm
Switzerland;;Swiss;Bern/Berne
Syria;;Syrian,Syrians;Damascus
Taiwan;;Taiwanese;Taipei
Tajikistan;;Tajik,Tajiks;Dushanbe
Tanzania;;Tanzanian,Tanzanians;Dodoma
Thailand;;Thai,Thais;Bangkok
Togo;;Togolese;Lome
Tunisia;;Tunisian,Tunisians;Tunis
Turkey;Turkiye;Turkish,Turk,Turks;Ankara
Turkmenistan;;Turkmen;Ashgabat
Uganda;;Ugandan,Ugandans;Kampala
Ukraine;;Ukrainian,Ukrainians;Kyiv/Kiev
United Arab Emirates;UAE,Emirates;Emirati,Emiratis;Abu Dhabi
United Kingdom;UK,U.K.,Britain,Great Britain,England,Scotland,Wales;British,Briton,Britons;London
United States;US,U.S.,USA,U.S.A.,America,United States of America;American,Americans;Washington/Washington DC
Uruguay;;Uruguayan;Montevideo
Uzbekistan;;Uzbek,Uzbeks;Tashkent
Vatican;Holy See;;Vatican City
Venezuela;;Venezuelan,Venezuelans;Caracas
Vietnam;;Vietnamese;Hanoi
West Bank;occupied West Bank;;
Western Sahara;;Sahrawi;
Yemen;;Yemeni,Yemenis;Sanaa/Sana'a
Zambia;;Zambian,Zambians;Lusaka
Zimbabwe;;Zimbabwean,Zimbabweans;Harare
`;
