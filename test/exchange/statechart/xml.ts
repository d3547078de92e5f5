/** A small strict reader of XML without text, for what our own writer makes: tags, attributes, one comment. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: XmlElement[];
}

const TAG = /^<(\/?)([A-Za-z]+)((?:\s+[A-Za-z]+="[^"<&]*(?:&(?:amp|lt|gt|quot);[^"<&]*)*")*)\s*(\/?)>/;

export function readXml(text: string): XmlElement {
  let rest = text.replace(/^<\?xml[^?]*\?>\s*/, "").replace(/^<!--[\s\S]*?-->\s*/, "");
  const top: XmlElement = { name: "", attributes: {}, children: [] };
  const open = [top];
  while (rest.trim() !== "") {
    rest = rest.trimStart();
    const match = TAG.exec(rest);
    if (match === null) throw new Error(`no tag at ${rest.slice(0, 80)}`);
    const [whole, closing, name, attributes, empty] = match;
    rest = rest.slice(whole.length);
    if (closing === "/") {
      const ended = open.pop();
      if (ended?.name !== name) throw new Error(`</${name}> ends ${ended?.name ?? "nothing"}`);
      continue;
    }
    const element = {
      name,
      attributes: Object.fromEntries(
        [...attributes.matchAll(/([A-Za-z]+)="([^"]*)"/g)].map(([, key, value]) => [key, value]),
      ),
      children: [],
    };
    open[open.length - 1].children.push(element);
    if (empty !== "/") open.push(element);
  }
  if (open.length !== 1 || top.children.length !== 1) throw new Error("one root that is closed is wanted");
  return top.children[0];
}
