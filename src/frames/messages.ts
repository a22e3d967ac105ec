/** The sentences that frames contribute to the user interface. */

export const EXPECTED_CONNECTIONS =
  'Expected one row per connection with the columns source, target and at least one number, for example: ' +
  'source=web, target=db, bytes=1200. Other common names also work, such as src and dst, from and to, or client and ' +
  'server, and so do the frames of a node graph.';

export const NO_COLUMNS_FOUND = 'No columns found.';

export function columnsFound(names: string): string {
  return `Found the columns ${names}.`;
}

export function endsAreLabels(source: string, target: string): string {
  return `Source and target are the labels ${source} and ${target}: select the format "Table" in the query to turn them into columns.`;
}

export function endsAreApart(source: string, target: string): string {
  return `${source} and ${target} are in different frames or are time fields: join them into one table.`;
}

export const NO_SOURCE_COLUMN = 'No source column found.';

export const NO_TARGET_COLUMN = 'No target column found.';

export const NODES_WITHOUT_EDGES = 'This looks like the nodes of a graph without its edges.';
