import { type Builder } from '@grafana/grafana-foundation-sdk/cog';

/** Removes the placement: the only one that the builders know hides links and annotations in a menu, not above the panels. */
export function inSight<T extends { placement?: unknown }>(builder: Builder<T>): Builder<T> {
  return { build: () => ({ ...builder.build(), placement: undefined }) };
}
