/** Where in a request body a fault lies: property names and list places. */
export type Path = readonly (string | number)[];

interface Fault {
  path: Path;
  /** Discord's name of the fault, such as `BASE_TYPE_MAX_LENGTH`. */
  code: string;
  message: string;
}

/** The faults found in one request body, gathered so that all are told at once. */
export class Faults {
  readonly list: Fault[] = [];

  add(path: Path, code: string, message: string): void {
    this.list.push({ path, code, message });
  }

  /** Discord's `errors`: the body's own shape, with `_errors` where something is wrong. */
  tree(): Record<string, unknown> {
    // Without prototypes: the steps come from outside and may be called __proto__.
    const root: Record<string, unknown> = Object.create(null);
    for (const { path, code, message } of this.list) {
      let node = root;
      for (const step of path) {
        node[step] ??= Object.create(null);
        node = node[step] as Record<string, unknown>;
      }
      node._errors = [...((node._errors as unknown[] | undefined) ?? []), { code, message }];
    }
    return root;
  }
}
