/**
 * The states that a name such as `active{hashes.open,comms.idle}` stands for, as ids below `root`: each with those around
 * it, so that the whole path can be marked. A name that is not one gives what was read of it.
 */
export function activeStates(name: string, root: string): ReadonlySet<string> {
  const found = new Set<string>([root]);
  let at = 0;
  const key = (): string => {
    const from = at;
    while (at < name.length && !".{},".includes(name[at])) at++;
    return name.slice(from, at);
  };
  const inside = (above: string): void => {
    const isParallel = name[at] === "{";
    if (isParallel) at++;
    for (;;) {
      const own = key();
      if (own === "") break;
      const id = `${above}.${own}`;
      found.add(id);
      if (name[at] === ".") {
        at++;
        inside(id);
      } else if (name[at] === "{") inside(id);
      if (!isParallel || name[at] !== ",") break;
      at++;
    }
    if (isParallel && name[at] === "}") at++;
  };
  inside(root);
  return found;
}
