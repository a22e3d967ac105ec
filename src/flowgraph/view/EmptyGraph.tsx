import React from 'react';
import { type GraphModel } from '../model/graphModel';
import * as messages from '../messages/panel';
import { Message } from './Message';

/** Why nothing is drawn although there is data, and the way back. */
export function EmptyGraph({ model: { viewState, dispatch } }: { model: GraphModel }) {
  return viewState.filters.length > 0 ? (
    <Message
      message={{ severity: 'info', title: messages.noFlowsMatch }}
      action={{ label: messages.clearFilters, onClick: () => dispatch({ kind: 'filters', filters: [] }) }}
    />
  ) : (
    <Message
      message={{ severity: 'info', title: messages.allHidden }}
      action={{ label: messages.resetView, onClick: () => dispatch({ kind: 'reset' }) }}
    />
  );
}
