/** Towns that lie far apart, no name part of another: an attack on each is a story of its own. */
const TOWNS: Record<string, string> = {
  Ukraine:
    'Kharkiv, Odesa, Dnipro, Zaporizhzhia, Kherson, Lviv, Sumy, Poltava, Chernihiv, Mykolaiv, Kramatorsk, Pokrovsk, Nikopol, Zhytomyr, Vinnytsia, Rivne, Lutsk, Ternopil, Uzhhorod, Cherkasy, Khmelnytskyi, Konotop, Izmail, Mukachevo',
  Russia:
    'Belgorod, Kursk, Bryansk, Voronezh, Saratov, Rostov, Tambov, Ryazan, Tula, Kaluga, Smolensk, Pskov, Krasnodar, Novorossiysk, Taganrog, Volgograd, Engels, Samara, Kazan, Izhevsk',
  Lebanon: 'Tyre, Sidon, Baalbek, Nabatieh, Hermel',
  Syria: 'Aleppo, Homs, Idlib, Latakia, Hama, Daraa, Raqqa, Palmyra, Qamishli',
  Yemen: 'Hodeidah, Aden, Taiz, Marib, Sanaa, Saada, Mukalla',
  Sudan: 'Omdurman, El Fasher, Port Sudan, Nyala, Khartoum, El Obeid, Kassala, Atbara, Kosti, Geneina',
  Iraq: 'Mosul, Basra, Kirkuk, Erbil, Fallujah, Ramadi, Najaf',
  Iran: 'Isfahan, Tabriz, Shiraz, Ahvaz, Bushehr, Kermanshah, Mashhad',
  Pakistan: 'Peshawar, Quetta, Karachi, Lahore, Multan, Swat',
  Somalia: 'Mogadishu, Kismayo, Baidoa, Beledweyne',
  Nigeria: 'Maiduguri, Kano, Jos, Kaduna',
  Libya: 'Tripoli, Benghazi, Misrata, Sirte',
};

/** Up to `perCountry` towns of each of the first `countries` countries. */
export function townsOf(countries: number, perCountry: number): { country: string; city: string }[] {
  return Object.entries(TOWNS)
    .slice(0, countries)
    .flatMap(([country, cities]) =>
      cities
        .split(', ')
        .slice(0, perCountry)
        .map((city) => ({ country, city })),
    );
}
