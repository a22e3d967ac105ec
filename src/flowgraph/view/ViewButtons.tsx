import { IconButton } from '@grafana/ui';
import React from 'react';
import { zoomAt } from '../canvas/viewport';
import { type Size } from '../layout/geometry';
import { type GraphModel } from '../model/graphModel';
import { type Panels } from './usePanels';

interface Props {
  model: GraphModel;
  screen: Size;
  panels: Panels;
}

const ZOOM_STEP = 1.4;

/** How the picture is looked at. */
export function ViewButtons({ model, screen, panels }: Props) {
  const { viewport, resetLayout } = model;
  const { isArranging, setArranging, hasOutline, setOutline } = panels;
  const middle = { x: screen.width / 2, y: screen.height / 2 };
  const zoom = (factor: number) => viewport.change((before) => zoomAt(before, middle, factor));
  return (
    <>
      <IconButton
        name="list-ul"
        tooltip={hasOutline ? 'Hide the list' : 'List endpoints and connections'}
        aria-pressed={hasOutline}
        onClick={() => setOutline(!hasOutline)}
      />
      <IconButton
        name={isArranging ? 'unlock' : 'lock'}
        tooltip={isArranging ? 'Lock positions' : 'Move boxes by dragging'}
        aria-pressed={isArranging}
        onClick={() => setArranging(!isArranging)}
      />
      <IconButton name="sync" tooltip="Place everything anew" onClick={resetLayout} />
      <IconButton name="plus" tooltip="Zoom in (+)" onClick={() => zoom(ZOOM_STEP)} />
      <IconButton name="minus" tooltip="Zoom out (-)" onClick={() => zoom(1 / ZOOM_STEP)} />
      <IconButton name="expand-arrows" tooltip="Show all (0)" onClick={viewport.fit} />
    </>
  );
}
