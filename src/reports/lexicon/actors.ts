/**
 * Who acts besides countries, one a line: name as it is printed where no fuller one stands in the text; other
 * names; the country it belongs to or acts from (may be empty). Facts only, collected by this project.
 */

/** Armed groups. */
export const GROUPS = `
Hamas;Al-Qassam Brigades,Qassam Brigades,Izz ad-Din al-Qassam Brigades;Gaza Strip
Islamic Jihad;Palestinian Islamic Jihad,Al-Quds Brigades;Gaza Strip
Popular Forces;;Gaza Strip
Popular Front for the Liberation of Palestine;PFLP;Gaza Strip
Al-Aqsa Martyrs' Brigades;Al Aqsa Martyrs Brigades;Palestine
Hezbollah;Hizbullah,Hizbollah,Hezbullah;Lebanon
Houthis;Houthi,Huthi,Huthis,Houthi rebels,Ansar Allah,Ansarallah;Yemen
Islamic State;ISIS,ISIL,IS,Daesh,Islamic State group,Islamic State Khorasan,ISIS-K,ISKP,Islamic State Khorasan Province;
Islamic State West Africa Province;ISWAP;Nigeria
Islamic State Sahel Province;ISSP,Islamic State in the Greater Sahara,ISGS;Niger
Boko Haram;;Nigeria
Ansaru;;Nigeria
Lakurawa;;Nigeria
al Qaeda;al-Qaeda,Al Qaida,al-Qaida;
Al-Qaeda in the Arabian Peninsula;AQAP;Yemen
JNIM;Jama'at Nusrat al-Islam wal-Muslimin,Nusrat al-Islam,Jama'a Nusrat ul-Islam wa al-Muslimin,Group for the Support of Islam and Muslims;Mali
Tuareg rebels;Azawad Liberation Front,FLA,Tuareg separatists;Mali
al-Shabab;al Shabaab,al-Shabaab,Shabaab,al Shabab,Shebab,Al-Shebab;Somalia
Taliban;Afghan Taliban;Afghanistan
Pakistani Taliban;TTP,Tehreek-e-Taliban Pakistan,Tehrik-i-Taliban Pakistan,Tehrik-e-Taliban Pakistan,Pakistan Taliban;Pakistan
Jamaat-ul-Ahrar;Jamaat ul Ahrar;Pakistan
Baloch Liberation Army;BLA,Balochistan Liberation Army,Baluch Liberation Army;Pakistan
Lashkar-e-Taiba;LeT,Lashkar-e-Tayyiba;Pakistan
Lashkar-e-Jhangvi;;Pakistan
Jaish-e-Mohammed;JeM,Jaish-e-Muhammad;Pakistan
Haqqani network;;Afghanistan
Jaish al-Adl;Jaish ul-Adl;Iran
Mujahedin-e Khalq;MEK,Mujahideen-e-Khalq;Iran
Rapid Support Forces;RSF;Sudan
Sudan Liberation Movement;SLM;Sudan
SPLM-N;Sudan People's Liberation Movement-North;Sudan
Janjaweed;;Sudan
Tigray People's Liberation Front;TPLF;Ethiopia
Oromo Liberation Army;OLA;Ethiopia
Fano;Fano militia;Ethiopia
M23;M 23,AFC/M23,March 23 Movement;Democratic Republic of Congo
Allied Democratic Forces;ADF;Democratic Republic of Congo
CODECO;;Democratic Republic of Congo
FDLR;Democratic Forces for the Liberation of Rwanda;Democratic Republic of Congo
Wazalendo;;Democratic Republic of Congo
Mai-Mai;Mai Mai;Democratic Republic of Congo
Lord's Resistance Army;LRA;Uganda
Ambazonia separatists;Ambazonian separatists,Anglophone separatists,Ambazonia Defence Forces;Cameroon
Syrian Democratic Forces;SDF;Syria
Syrian National Army;SNA;Syria
PKK;Kurdistan Workers' Party;Turkey
YPG;People's Protection Units;Syria
Hayat Tahrir al-Sham;HTS;Syria
Kataib Hezbollah;Kata'ib Hezbollah;Iraq
Asaib Ahl al-Haq;Asa'ib Ahl al-Haq;Iraq
Harakat al-Nujaba;Harakat Hezbollah al-Nujaba;Iraq
Islamic Resistance in Iraq;;Iraq
Saraya Awliya al-Dam;;Iraq
Popular Mobilisation Forces;PMF,Popular Mobilization Forces,Hashd al-Shaabi;Iraq
Southern Transitional Council;STC;Yemen
Libyan National Army;LNA;Libya
Arakan Army;;Myanmar
Karen National Union;KNU,Karen National Liberation Army,KNLA;Myanmar
Kachin Independence Army;;Myanmar
Ta'ang National Liberation Army;TNLA;Myanmar
Myanmar National Democratic Alliance Army;MNDAA;Myanmar
People's Defence Force;People's Defense Force,People's Defence Forces;Myanmar
Abu Sayyaf;;Philippines
New People's Army;;Philippines
Maoists;Maoist rebels,Naxalites,Naxals;India
Tamil Tigers;LTTE,Liberation Tigers of Tamil Eelam;Sri Lanka
Sudanese army;Sudan army,Sudan military,Sudanese military,Sudanese Armed Forces,SAF;Sudan
Myanmar military;Myanmar army,Myanmar junta,Burmese military,Burmese army,Tatmadaw;Myanmar
Congolese army;Democratic Republic of Congo army,FARDC,Congolese military;Democratic Republic of Congo
Wagner;Wagner Group;Russia
Africa Corps;;Russia
FARC;Revolutionary Armed Forces of Colombia,FARC dissidents;Colombia
ELN;National Liberation Army,Army of National Liberation;Colombia
EPL;People's Liberation Army,Popular Liberation Army;Colombia
M-19;19 April Movement,April 19 Movement,M19;Colombia
Clan del Golfo;Gulf Clan;Colombia
Medellin Cartel;the Extraditables,Extraditables,Medellin drug cartel;Colombia
Sinaloa Cartel;;Mexico
Jalisco New Generation Cartel;CJNG,Jalisco Cartel;Mexico
Gulf Cartel;;Mexico
Tren de Aragua;;Venezuela
Viv Ansanm;;Haiti
Shining Path;Sendero Luminoso;Peru
Tupac Amaru Revolutionary Movement;MRTA;Peru
FMLN;Farabundo Marti National Liberation Front;El Salvador
Guatemalan National Revolutionary Unity;URNG;Guatemala
Contras;Nicaraguan Contras,Nicaraguan Resistance;Nicaragua
Manuel Rodriguez Patriotic Front;FPMR;Chile
Lautaro Youth Movement;Lautaro Front;Chile
Israeli settlers;Jewish settlers,Israeli settler,Jewish settler;Israel
IRA;Irish Republican Army;United Kingdom
ETA;Basque Fatherland and Liberty;Spain
`;

/** Bodies that belong to a state and speak or act for it. */
export const BODIES = `
Kremlin;;Russia
Pentagon;;United States
White House;;United States
State Department;U.S. State Department;United States
U.S. Central Command;CENTCOM,US Central Command;United States
Trump administration;Biden administration;United States
Capitol Hill;;United States
Downing Street;;United Kingdom
Elysee;Élysée Palace;France
Revolutionary Guards;IRGC,Islamic Revolutionary Guard Corps,Revolutionary Guard,Iran's Revolutionary Guards;Iran
Israel Defense Forces;IDF,Israel Defence Forces,Israeli Air Force,IAF;Israel
Armed Forces of Ukraine;Ukrainian Armed Forces;Ukraine
Southern Command;US Southern Command,U.S. Southern Command,SOUTHCOM;United States
Africom;AFRICOM,US Africa Command,U.S. Africa Command;United States
Mossad;;Israel
Shin Bet;;Israel
Knesset;;Israel
Palestinian Authority;;Palestine
SBU;Security Service of Ukraine;Ukraine
FSB;;Russia
Rosatom;;Russia
TASS;RIA Novosti;Russia
Hamas-run;;Gaza Strip
`;

/** International organisations, and blocs that take part in talks as one. */
export const ORGANISATIONS = `
United Nations;UN,U.N.;
UN Security Council;U.N. Security Council,Security Council,United Nations Security Council;
European Union;EU,E.U.,European Commission,European Council;
NATO;;
IAEA;International Atomic Energy Agency,U.N. nuclear watchdog;
African Union;AU;
Arab League;;
ASEAN;;
ECOWAS;;
Gulf Cooperation Council;GCC;
Organisation of Islamic Cooperation;OIC;
OPEC;OPEC+;
OSCE;;
BRICS;;
G7;Group of Seven;
G20;Group of 20;
World Bank;;
International Monetary Fund;IMF;
International Criminal Court;ICC;
International Court of Justice;ICJ;
Red Cross;ICRC,International Committee of the Red Cross;
Red Crescent;;
UNIFIL;;
UNRWA;;
UNESCO;;
UNICEF;;
World Food Programme;WFP;
World Health Organization;WHO,World Health Organisation;
Board of Peace;;
Gulf countries;Gulf states,Gulf nations;
`;

/** Those who are so well known that papers name them without a title: surname; full names; country they stand for. */
export const LEADERS = `
Trump;Donald Trump;United States
Vance;JD Vance,J.D. Vance;United States
Rubio;Marco Rubio;United States
Hegseth;Pete Hegseth;United States
Witkoff;Steve Witkoff;United States
Kushner;Jared Kushner;United States
Bessent;Scott Bessent;United States
Kellogg;Keith Kellogg;United States
Leavitt;Karoline Leavitt;United States
Biden;Joe Biden;United States
Putin;Vladimir Putin;Russia
Lavrov;Sergei Lavrov,Sergey Lavrov;Russia
Peskov;Dmitry Peskov;Russia
Ushakov;Yuri Ushakov;Russia
Dmitriev;Kirill Dmitriev;Russia
Medvedev;Dmitry Medvedev;Russia
Zakharova;Maria Zakharova;Russia
Zelensky;Volodymyr Zelensky,Volodymyr Zelenskiy,Volodymyr Zelenskyy,Zelenskiy,Zelenskyy;Ukraine
Svyrydenko;Yulia Svyrydenko;Ukraine
Sybiha;Andrii Sybiha,Andriy Sybiha;Ukraine
Umerov;Rustem Umerov;Ukraine
Budanov;Kyrylo Budanov;Ukraine
Yermak;Andriy Yermak;Ukraine
Netanyahu;Benjamin Netanyahu;Israel
Katz;Israel Katz;Israel
Saar;Gideon Saar,Gideon Sa'ar;Israel
Herzog;Isaac Herzog;Israel
Abbas;Mahmoud Abbas;Palestine
Khamenei;Ali Khamenei,Mojtaba Khamenei;Iran
Pezeshkian;Masoud Pezeshkian;Iran
Araghchi;Abbas Araghchi,Abbas Araqchi,Araqchi;Iran
Larijani;Ali Larijani;Iran
Baghaei;Esmaeil Baghaei;Iran
Aoun;Joseph Aoun;Lebanon
Salam;Nawaf Salam;Lebanon
Sharaa;Ahmed al-Sharaa,al-Sharaa;Syria
Assad;Bashar al-Assad,Bashar Assad;Syria
Erdogan;Recep Tayyip Erdogan,Tayyip Erdogan;Turkey
Fidan;Hakan Fidan;Turkey
Sisi;Abdel Fattah al-Sisi,al-Sisi;Egypt
Macron;Emmanuel Macron;France
Barrot;Jean-Noel Barrot;France
Merz;Friedrich Merz;Germany
Wadephul;Johann Wadephul;Germany
Pistorius;Boris Pistorius;Germany
Starmer;Keir Starmer;United Kingdom
Cooper;Yvette Cooper;United Kingdom
Meloni;Giorgia Meloni;Italy
Tajani;Antonio Tajani;Italy
Tusk;Donald Tusk;Poland
Sikorski;Radoslaw Sikorski,Radek Sikorski;Poland
Orban;Viktor Orban;Hungary
Fico;Robert Fico;Slovakia
Sanchez;Pedro Sanchez;Spain
Carney;Mark Carney;Canada
Frederiksen;Mette Frederiksen;Denmark
Stubb;Alexander Stubb;Finland
Kallas;Kaja Kallas;European Union
von der Leyen;Ursula von der Leyen;European Union
Costa;Antonio Costa;European Union
Rutte;Mark Rutte;NATO
Guterres;Antonio Guterres;United Nations
Grossi;Rafael Grossi;IAEA
Xi;Xi Jinping;China
Wang;Wang Yi;China
Modi;Narendra Modi;India
Jaishankar;Subrahmanyam Jaishankar,S. Jaishankar;India
Sharif;Shehbaz Sharif;Pakistan
Dar;Ishaq Dar;Pakistan
Munir;Asim Munir;Pakistan
Kim Jong Un;Kim Jong-un;North Korea
Takaichi;Sanae Takaichi;Japan
Lee Jae Myung;Lee Jae-myung;South Korea
Albanese;Anthony Albanese;Australia
Lula;Luiz Inacio Lula da Silva;Brazil
Petro;Gustavo Petro;Colombia
Milei;Javier Milei;Argentina
Maduro;Nicolas Maduro;Venezuela
Delcy Rodriguez;;Venezuela
Machado;Maria Corina Machado;Venezuela
Lukashenko;Alexander Lukashenko;Belarus
Aliyev;Ilham Aliyev;Azerbaijan
Pashinyan;Nikol Pashinyan;Armenia
Tshisekedi;Felix Tshisekedi;Democratic Republic of Congo
Kagame;Paul Kagame;Rwanda
Burhan;Abdel Fattah al-Burhan,al-Burhan;Sudan
Hemedti;Mohamed Hamdan Dagalo,Dagalo;Sudan
Mohammed bin Salman;Crown Prince Mohammed bin Salman;Saudi Arabia
Nielsen;Jens-Frederik Nielsen;Greenland
Petraeus;;United States
Pope Leo;Pope Francis,Leo XIV,Pope Leo XIV;Vatican
`;
