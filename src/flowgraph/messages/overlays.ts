/** Texts of the tooltip, the filters and the error on top of the graph. */

export const outgoingEdges = (count: number) => `${count} outgoing`;
export const incomingEdges = (count: number) => `${count} incoming`;
export const previousValue = (value: string) => `was ${value}`;

export const showingDataFrom = (window: string) => `Showing data from ${window}`;
export const outOfDate = 'Out of date';

export const saveQuickFilter = 'Save as quick filter';
export const deleteQuickFilter = (name: string) => `Delete quick filter ${name}`;
/** @param filters as text: "namespace = shop" */
export const applyQuickFilter = (filters: string) => `Show only flows with ${filters}`;
export const clearQuickFilter = 'Show all flows again';
export const removeFilter = (filter: string) => `Remove filter ${filter}`;
