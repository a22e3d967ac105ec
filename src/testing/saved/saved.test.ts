import { initialView } from '../../flowgraph/model/viewState';
import { readUrlState, writeUrlState } from '../../flowgraph/model/urlState';
import { migrateQuery } from '../../core/query/migrateQuery';
import { resolveOptions } from '../../flowgraph/model/options';
import { resolveQuery } from './resolveSaved';
import version010 from '../../../e2e/fixtures/saved/version-0.1.0.json';

/**
 * The file holds every query and panel of the dashboards of version 0.1.0, and further forms that people saved, with what
 * that version made of them.
 */
describe('what version 0.1.0 saved', () => {
  it.each(version010.queries)('migrates and resolves the query $saved as before', ({ saved, migrated, resolved }) => {
    expect(migrateQuery(saved)).toEqual(migrated);
    expect(resolveQuery(saved)).toEqual(resolved);
  });

  it.each(version010.panels)('reads the panel options $saved as before', ({ saved, resolved }) => {
    expect(resolveOptions(saved)).toEqual(resolved);
  });

  it.each(version010.links)('reads and writes the URL parameter $text as before', ({ text, written }) => {
    const start = initialView('namespace', 'workload');
    expect(writeUrlState(readUrlState(text ?? undefined, start), start) ?? null).toBe(written);
  });
});
