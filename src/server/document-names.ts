/** Documents of an exercise that are taken away, by the names in their addresses. */
export const DOCUMENTS = ["report", "manual", "handbook", "brief"] as const;
export type DocumentName = (typeof DOCUMENTS)[number];
