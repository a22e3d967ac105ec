import { type Builder } from '@grafana/grafana-foundation-sdk/cog';

/** The builders' only placement is a menu that hides things; without one, they stand above the panels. */
export function inSight<T extends { placement?: unknown }>(builder: Builder<T>): Builder<T> {
  return { build: () => ({ ...builder.build(), placement: undefined }) };
}
