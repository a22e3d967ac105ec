/** The texts that several pages share. */

export const SCOPE_LABELS = {
  dataSource: 'Data source',
  watched: 'Monitor or cluster',
  refresh: 'Refresh',
};

export const ONLY_MONITOR = 'The only monitor';
