import { AppEvents, locationUtil } from '@grafana/data';
import { getAppEvents, locationService, PluginPage } from '@grafana/runtime';
import { LoadingPlaceholder } from '@grafana/ui';
import React, { useEffect, useMemo } from 'react';
import { alertOfParameters } from '../../core/alert/alertLink';
import { displayable } from '../../core/displayable';
import { destinationOf } from './destination';
import * as messages from './messages';

/** Leads from the link of an alert to the page about its cause. */
export default function AlertPage() {
  const { search } = locationService.getLocation();
  const alert = useMemo(() => alertOfParameters(new URLSearchParams(search)), [search]);
  useEffect(() => {
    let isShown = true;
    void destinationOf(alert, Date.now()).then(({ url, whyUnknown }) => {
      if (isShown) {
        warn(whyUnknown);
        locationService.replace(locationUtil.stripBaseFromUrl(url));
      }
    });
    return () => {
      isShown = false;
    };
  }, [alert]);
  return (
    <PluginPage>
      <LoadingPlaceholder text={messages.lookingFor(alert.rule && displayable(alert.rule))} />
    </PluginPage>
  );
}

/** Shows a notification of Grafana, which stays on the next page. */
function warn(whyUnknown: string | undefined): void {
  if (whyUnknown !== undefined) {
    getAppEvents().publish({ type: AppEvents.alertWarning.name, payload: [messages.TIME_UNKNOWN, whyUnknown] });
  }
}
