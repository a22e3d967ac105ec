import { locationUtil } from '@grafana/data';
import { APP_ID } from '../../common/pluginIds';

/** The pages of the app, by the last part of their path; the start page has none. */
export type AppPageName = '' | 'investigate' | 'alert' | 'policies';

/** The address of a page of the app, also below a sub path of Grafana. */
export function appPage(name: AppPageName): string {
  return locationUtil.assureBaseUrl(`/a/${APP_ID}${name === '' ? '' : `/${name}`}`);
}
