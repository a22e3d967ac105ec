/** Texts for data of other data sources. */

export const cannotBeShown = 'This data cannot be shown as a graph';
