/** Texts of the panel that are needed from the start. Parts that are loaded on demand have messages of their own. */

export const computingLayout = (nodes: number) => `Computing layout for ${nodes} endpoints…`;
