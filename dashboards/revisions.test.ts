/** @jest-environment node */
import { revisionsOf } from './revisions';

const node = (revision: number, title: string) => ({ node: { title, revision } });
const recorded = revisionsOf(node(3, 'Node'), {}).revisions;

describe('the revisions of dashboards', () => {
  it('are recorded with the content that they have', () => {
    expect(recorded).toEqual({ node: { revision: 3, content: expect.stringMatching(/^[0-9a-f]{16}$/) } });
    expect(revisionsOf(node(3, 'Node'), recorded)).toEqual({ revisions: recorded, problems: [] });
  });

  it.each([
    ['stays', 3],
    ['falls', 2],
  ])('are to be raised where the content changes and the revision %s', (_, revision) => {
    const { problems } = revisionsOf(node(revision, 'Node network'), recorded);
    expect(problems).toEqual([expect.stringMatching(/The dashboard node changed.*Raise it to 4/)]);
  });

  it('are not to fall, whatever the content', () => {
    expect(revisionsOf(node(2, 'Node'), recorded).problems).toHaveLength(1);
  });

  it('take a new content where they are raised, and dashboards that come and go', () => {
    const { revisions, problems } = revisionsOf({ ...node(4, 'Node network'), efa: { revision: 1 } }, recorded);
    expect(problems).toEqual([]);
    expect(Object.keys(revisions)).toEqual(['node', 'efa']);
    expect(revisionsOf({}, recorded)).toEqual({ revisions: {}, problems: [] });
  });
});
