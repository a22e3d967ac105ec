/** The version of saved queries. Older ones are migrated when a dashboard is opened. */
export const QUERY_VERSION = 2;
