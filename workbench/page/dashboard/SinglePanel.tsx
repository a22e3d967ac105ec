import { css } from '@emotion/css';
import React from 'react';
import { type Panel } from '../model/dashboard';
import { PanelView } from './PanelView';

/** One panel that fills the page. */
export function SinglePanel({ panel }: { panel: Panel }) {
  return (
    <div className={wholePage}>
      <PanelView panel={panel} />
    </div>
  );
}

const wholePage = css({ position: 'relative', height: 'calc(100vh - 140px)', minHeight: 320 });
