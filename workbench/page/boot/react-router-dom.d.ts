/** The only component of react-router 5 that the page uses; its own types are not installed. */
declare module 'react-router-dom' {
  import { type ComponentType, type ReactNode } from 'react';

  export const Router: ComponentType<{ history: unknown; children?: ReactNode }>;
}
