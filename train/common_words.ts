/** Words of English that are towns' names, too: where they stand the word is meant. */
export const COMMON_WORDS = new Set(
  `acre advance alliance along anger apples arenas ares assembly bail ballots band banks banning bear begun bell best
born branch bridge brains burns canal canals cane canning cars cash celebration center central centre century change
charge chase church city class college combine come concession convoy cook court cove cricket date deal deposit dollar
driver early economy effort energy enterprise fate federal fell fleet force forest forests freedom friend friendly full
gang general give goes grant grants grave gray great hall hard holiday home hope horn hotting hunter independence
industry justice kill landing landmark large lead lend limit list locking long loving loyal made maiden main male manage
manning many march marks mass media miles minor mission mobile monument moral more most mountain much naval never none
normal north officer operation opportunity over page parade park parks parole paste path peace peer plunge police poll
port postal present price prince progress protection public purchase race rain rapids reading real reform research
reserve retreat rifle river rivers road robe rock rugby safe sale sales same save scandal second sector see sees sell
sells send settle side sisters snow south spark split spring springs stallings star station steel still stock stone store
street strong summit surprise tank temple term than tornado tower town trail train transport trip union unity university
urban valley village volcano walls ward welcome well wells west white wing winner worth wounded young`.split(
    /\s+/,
  ),
);
