import { EdgeCurvedArrowProgram } from '@sigma/edge-curve';
import { type Renderer } from './renderer';
import { SigmaWebgl } from './sigmaWebgl';

export function createRenderer(): Renderer {
  return new SigmaWebgl('sigma.js, WebGL, curved arrows', EdgeCurvedArrowProgram);
}
