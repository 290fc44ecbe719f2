/** One element of a feed document as either reader gives it, its name in the vocabulary of `names.ts`. */
export interface Element {
  name: string;
  /** Names in lower case as written (`xml:base`, `href`). */
  attributes: Record<string, string>;
  /** Its character data; where it holds markup, that markup as HTML. */
  text: string;
  children: Element[];
}

/** A feed's head or one of its entries: the elements that stand directly in it. */
export interface Fields {
  attributes: Record<string, string>;
  elements: Element[];
}

/** A feed document before anyone asked what its elements mean. */
export interface RawFeed {
  head: Fields;
  entries: Fields[];
}
