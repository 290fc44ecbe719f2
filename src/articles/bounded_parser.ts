import { type Handler, Parser, type ParserOptions } from 'htmlparser2';

/**
 * htmlparser2 keeps its open elements in an array that it unshifts, so that a document of nothing but opening
 * tags costs the square of their number. Elements deeper than this are read as if they were void: their text is
 * kept, their nesting is not.
 */
const MAX_DEPTH = 256;

/** htmlparser2's parser with bounded nesting; takes any text and never throws by itself. */
export class BoundedParser extends Parser {
  readonly #voidElements: ReadonlySet<string>;
  readonly #depth: { open: number };
  #tooDeep = false;

  /** `voidElements`: further element names that never have content, for XML with HTML strewn into it. */
  constructor(
    handler: Partial<Handler>,
    options: ParserOptions,
    voidElements: ReadonlySet<string> = new Set(),
  ) {
    const depth = { open: 0 };
    super(
      {
        ...handler,
        onopentagname(name) {
          depth.open++;
          handler.onopentagname?.(name);
        },
        onclosetag(name, implied) {
          depth.open--;
          handler.onclosetag?.(name, implied);
        },
      },
      options,
    );
    this.#voidElements = voidElements;
    this.#depth = depth;
  }

  override onopentagname(start: number, end: number): void {
    this.#tooDeep = this.#depth.open >= MAX_DEPTH;
    super.onopentagname(start, end);
  }

  override onclosetag(start: number, end: number): void {
    this.#tooDeep = false;
    super.onclosetag(start, end);
  }

  protected override isVoidElement(name: string): boolean {
    return this.#tooDeep || this.#voidElements.has(name) || super.isVoidElement(name);
  }
}
