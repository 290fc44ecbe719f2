import { wordSet } from './word_sets.ts';

/** Words that tell of armed attacks, by what they need beside them. */
const words = (list: string) => new Set(list.split(/\s+/));

export const NOUNS = words(
  'strike strikes airstrike airstrikes attack attacks shelling bombardment bombing bombings barrage barrages raid raids assault assaults onslaught salvo salvos ambush gunfire blast blasts explosion explosions airstrikes bombardments crossfire bombers bomber detonation kamikazes assassination assassinations massacre massacres shootout offensive operation operations',
);
export const VERBS = words(
  'struck hit hits bombed bombs shelled pounded pounds pummelled pummeled attacked bombarded ambushed stormed raided torched detonated strikes attacks targets targeted pounding striking hitting shelling bombing attacking bombarding assassinated massacred dynamited machine-gunned',
);
/** Verbs of headlines that are nouns elsewhere ("jets bomb a camp", "army shells town"). */
export const BARE_VERBS = words(
  'bomb bombs shell shells torch torches storm storms pounds hammer hammers hammered batter batters battered blasted bombard bombards ambushes invade invades invaded assaulted overran pound attack strike raid target blitzed blitzes',
);
/** Verbs that need a weapon or an attack behind them ("launched 165 drones"). */
export const LAUNCHES = words(
  'launched fired unleashed launches fires fire dropped lobbed hurled rained firing launching deployed sent threw used intercepted downed repelled carried conducted hurled mounted staged planted',
);
export const FIRE_BEFORE = words(
  'artillery rocket tank mortar missile sniper gun machine opened open heavy drone tank under',
);
export const HARM = words(
  'killed kills kill killing wounded wounding injured injuring dead died dies martyred murdered murder murders',
);
/** Deeds by force: who does them "in a raid" is who raided. */
export const HOSTILE = wordSet(
  /^(?:kills?|killed|killing|wounds?|wounded|injures?|injured|captures?|captured|seizes?|seized|snatch(?:es|ed)?|abducts?|abducted|destroys?|destroyed|targets?|targeted|hits?|struck|sinks?|sank|eliminates?|eliminated|detains?|detained|arrests?|arrested|damages?|damaged|pounds?|pounded)$/,
);
