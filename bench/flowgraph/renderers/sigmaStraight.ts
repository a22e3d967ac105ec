import { EdgeArrowProgram } from 'sigma/rendering';
import { type Renderer } from './renderer';
import { SigmaWebgl } from './sigmaWebgl';

export function createRenderer(): Renderer {
  return new SigmaWebgl('sigma.js, WebGL, straight arrows', EdgeArrowProgram);
}
