import { DEFAULT_OPTIONS, resolveOptions } from './options';

describe('resolveOptions', () => {
  it.each([[{}], [{ maxEdges: NaN }], [{ maxEdges: 0 }], [JSON.parse('{"level":"galaxy","maxEdges":null}')]])(
    '%j is the default',
    (saved) => expect(resolveOptions(saved)).toEqual(DEFAULT_OPTIONS)
  );

  it('keeps what was chosen', () => {
    expect(resolveOptions({ level: 'pod', maxEdges: 7 })).toEqual({ level: 'pod', maxEdges: 7 });
  });
});
