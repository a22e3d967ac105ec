import { IconButton } from '@grafana/ui';
import React from 'react';
import { zoomAt } from '../canvas/viewport';
import { type Size } from '../layout/geometry';
import { type GraphModel } from '../model/graphModel';
import { type Panels } from './usePanels';
import * as messages from '../messages/panel';

interface Props {
  model: GraphModel;
  screen: Size;
  panels: Panels;
  /** Whether the list of problems is shown. */
  hasProblems: boolean;
}

const ZOOM_STEP = 1.4;

/** Buttons that change what is visible: the problems, the list, dragging, the layout and the zoom. */
export function ViewButtons({ model, screen, panels, hasProblems }: Props) {
  const { viewport, resetLayout } = model;
  const { isArranging, setArranging, hasOutline, setOutline, setProblems } = panels;
  const middle = { x: screen.width / 2, y: screen.height / 2 };
  const zoom = (factor: number) => viewport.change((before) => zoomAt(before, middle, factor));
  return (
    <>
      <IconButton
        name="exclamation-triangle"
        tooltip={hasProblems ? messages.hideProblems : messages.showProblems}
        aria-pressed={hasProblems}
        onClick={() => setProblems(!hasProblems)}
      />
      <IconButton
        name="list-ul"
        tooltip={hasOutline ? messages.hideList : messages.showList}
        aria-pressed={hasOutline}
        onClick={() => setOutline(!hasOutline)}
      />
      <IconButton
        name={isArranging ? 'unlock' : 'lock'}
        tooltip={isArranging ? messages.lockPositions : messages.enableDragging}
        aria-pressed={isArranging}
        onClick={() => setArranging(!isArranging)}
      />
      <IconButton name="sync" tooltip={messages.resetLayout} onClick={resetLayout} />
      <IconButton name="plus" tooltip={messages.zoomIn} onClick={() => zoom(ZOOM_STEP)} />
      <IconButton name="minus" tooltip={messages.zoomOut} onClick={() => zoom(1 / ZOOM_STEP)} />
      <IconButton name="expand-arrows" tooltip={messages.zoomToFit} onClick={viewport.fit} />
    </>
  );
}
