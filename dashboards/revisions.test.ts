/** @jest-environment node */
import { revisionsOf } from './revisions';

const node = (revision: number, title: string) => ({ node: { title, revision } });
const recorded = revisionsOf(node(3, 'Node'), {}).revisions;

describe('revisionsOf', () => {
  it('records revisions with their content', () => {
    expect(recorded).toEqual({ node: { revision: 3, content: expect.stringMatching(/^[0-9a-f]{16}$/) } });
    expect(revisionsOf(node(3, 'Node'), recorded)).toEqual({ revisions: recorded, problems: [] });
  });

  it.each([
    ['stays the same', 3],
    ['decreases', 2],
  ])('reports a change of content if the revision %s', (_, revision) => {
    const { problems } = revisionsOf(node(revision, 'Node network'), recorded);
    expect(problems).toEqual([expect.stringMatching(/The dashboard node changed.*Raise it to 4/)]);
  });

  it('reports a lower revision with the same content', () => {
    expect(revisionsOf(node(2, 'Node'), recorded).problems).toHaveLength(1);
  });

  it('accepts changed content with a higher revision, and added and removed dashboards', () => {
    const { revisions, problems } = revisionsOf({ ...node(4, 'Node network'), efa: { revision: 1 } }, recorded);
    expect(problems).toEqual([]);
    expect(Object.keys(revisions)).toEqual(['node', 'efa']);
    expect(revisionsOf({}, recorded)).toEqual({ revisions: {}, problems: [] });
  });
});
