/** Adds an id to those that are remembered, and forgets the oldest beyond so many. */
export function rememberId(ids: Set<string>, id: string, most: number): void {
  ids.add(id);
  for (const oldest of ids) {
    if (ids.size <= most) return;
    ids.delete(oldest);
  }
}
