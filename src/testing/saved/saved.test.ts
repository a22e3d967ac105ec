import { initialView } from '../../flowgraph/model/viewState';
import { readUrlState, writeUrlState } from '../../flowgraph/model/urlState';
import { migrateQuery } from '../../core/query/migrateQuery';
import { resolveOptions } from '../../flowgraph/model/options';
import { resolveQuery } from './resolveSaved';
import version010 from '../../../e2e/fixtures/saved/version-0.1.0.json';

/**
 * The file contains every query and panel of the dashboards in version 0.1.0, and other forms that users saved, with
 * the result of that version.
 */
describe('a saved form from version 0.1.0', () => {
  it.each(version010.queries)('is migrated and resolved as before: query $saved', ({ saved, migrated, resolved }) => {
    expect(migrateQuery(saved)).toEqual(migrated);
    expect(resolveQuery(saved)).toEqual(resolved);
  });

  it.each(version010.panels)('is resolved as before: panel options $saved', ({ saved, resolved }) => {
    expect(resolveOptions(saved)).toEqual(resolved);
  });

  it.each(version010.links)('is read and written as before: URL parameter $text', ({ text, written }) => {
    const start = initialView('namespace', 'workload');
    expect(writeUrlState(readUrlState(text ?? undefined, start), start) ?? null).toBe(written);
  });
});
