/**
 * Who acts besides countries, one a line: name as it is printed where no fuller one stands in the text; other
 * names; the country it belongs to or acts from (may be empty). Facts only, collected by this project.
 */

/** Armed groups. */
export const GROUPS = `
Hamas;Al-Qassam Brigades,Qassam Brigades;Gaza Strip
Islamic Jihad;Palestinian Islamic Jihad;Gaza Strip
Popular Forces;;Gaza Strip
Hezbollah;Hizbullah,Hizbollah;Lebanon
Houthis;Houthi,Huthi,Huthis,Houthi rebels,Ansar Allah;Yemen
Islamic State;ISIS,ISIL,IS,Daesh,Islamic State group,Islamic State Khorasan,ISIS-K,Islamic State Khorasan Province;
Islamic State West Africa Province;ISWAP;Nigeria
Boko Haram;;Nigeria
Lakurawa;;Nigeria
al Qaeda;al-Qaeda,Al Qaida,al-Qaida;
JNIM;Jama'at Nusrat al-Islam wal-Muslimin,Nusrat al-Islam;Mali
Tuareg rebels;Azawad Liberation Front,FLA;Mali
al-Shabab;al Shabaab,al-Shabaab,Shabaab;Somalia
Taliban;Afghan Taliban;Afghanistan
Pakistani Taliban;TTP,Tehreek-e-Taliban Pakistan,Tehrik-i-Taliban Pakistan;Pakistan
Baloch Liberation Army;BLA,Balochistan Liberation Army;Pakistan
Lashkar-e-Taiba;LeT;Pakistan
Jaish-e-Mohammed;JeM;Pakistan
Rapid Support Forces;RSF;Sudan
SPLM-N;;Sudan
Tigray People's Liberation Front;TPLF;Ethiopia
Fano;Fano militia;Ethiopia
M23;M23 rebels,AFC/M23;Democratic Republic of Congo
Allied Democratic Forces;ADF;Democratic Republic of Congo
CODECO;;Democratic Republic of Congo
Syrian Democratic Forces;SDF;Syria
PKK;Kurdistan Workers' Party;Turkey
YPG;;Syria
Hayat Tahrir al-Sham;HTS;Syria
Kataib Hezbollah;Kata'ib Hezbollah;Iraq
Popular Mobilisation Forces;PMF,Popular Mobilization Forces,Hashd al-Shaabi;Iraq
Southern Transitional Council;STC;Yemen
Arakan Army;;Myanmar
Karen National Union;KNU;Myanmar
Wagner;Wagner Group;Russia
Africa Corps;;Russia
FARC;ELN,National Liberation Army;Colombia
Shining Path;Sendero Luminoso;Peru
FMLN;Farabundo Marti National Liberation Front;El Salvador
Israeli settlers;Jewish settlers;Israel
IRA;;United Kingdom
ETA;;Spain
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
Israel Defense Forces;IDF,Israel Defence Forces;Israel
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
