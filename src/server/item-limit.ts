/** Facts about single items, of one kind, that a file of a run takes in: at full size there are millions. */
export const MOST_ITEM_FACTS = 100_000;

/** Code of the refusal to cut a file short: one that tells only of the first items would be taken for the whole. */
export const TOO_MANY_FACTS = "export/too_many_items";
