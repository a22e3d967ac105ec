import { type PluginPageProps } from '@grafana/runtime';
import React from 'react';

/** The frame that Grafana shows around an app's page: title, subtitle and actions. */
export function PluginPage({ children, pageNav, subTitle, actions, renderTitle }: PluginPageProps) {
  const title = pageNav?.text ?? '';
  return (
    <>
      {title !== '' && (renderTitle === undefined ? <h1>{title}</h1> : renderTitle(title))}
      {subTitle ?? (pageNav?.subTitle !== undefined && <p>{pageNav.subTitle}</p>)}
      {actions}
      {children}
    </>
  );
}
