import { createDataFrame, type DataFrame } from '@grafana/data';
import { type Notice } from '../../core/notice';
import { withNotices } from './notices';

const info = (text: string): Notice => ({ severity: 'info', text });
const warning = (text: string): Notice => ({ severity: 'warning', text });

function frameWith(...notices: Notice[]): DataFrame {
  return createDataFrame({ fields: [], meta: { custom: { kept: true }, notices } });
}

/** What a panel of Grafana 12.4 shows: of each severity the last notice of all frames. */
function shownBy(frames: readonly DataFrame[]): string[] {
  const notices = frames.flatMap(({ meta }) => meta?.notices ?? []);
  return [...new Map(notices.map(({ severity, text }) => [severity, text])).values()].sort();
}

describe('withNotices', () => {
  it('keeps all notices in the part that a panel shows', () => {
    const frames = [frameWith(info('Three.'), warning('Four.')), frameWith(info('Five.'))];
    const noticed = withNotices(frames, [info('One.'), warning('Two.')]);
    expect(shownBy(noticed)).toEqual(['One. Three. Five.', 'Two. Four.']);
    expect(noticed.map(({ meta }) => meta?.custom)).toEqual([{ kept: true }, { kept: true }]);
  });

  it('removes duplicates, even if it is applied several times', () => {
    const once = withNotices([frameWith(info('One.')), frameWith(info('One.'))], []);
    expect(shownBy(withNotices(once, []))).toEqual(['One.']);
  });

  it('adds nothing if there are no notices', () => {
    expect(withNotices([frameWith()], [])).toEqual([frameWith()]);
    expect(withNotices([], [info('One.')])).toEqual([]);
  });
});
