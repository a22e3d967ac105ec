/** The part of the API model that the tests use. */
import model from '../model/networkflowmonitor-2023-04-19.service-2.json';

/** A reference from a member to a shape. */
export interface ShapeReference {
  shape: string;
  location?: string;
  locationName?: string;
}

/** A type in the model. */
export interface Shape {
  type: string;
  members?: Record<string, ShapeReference>;
  required?: string[];
  member?: ShapeReference;
  key?: ShapeReference;
  value?: ShapeReference;
  enum?: string[];
  pattern?: string;
  min?: number;
  max?: number;
  sparse?: boolean;
  union?: boolean;
  timestampFormat?: string;
  error?: { httpStatusCode: number };
  exception?: boolean;
  fault?: boolean;
}

/** An operation in the model. */
export interface ModelOperation {
  http: { method: string; requestUri: string; responseCode: number };
  input: ShapeReference;
  output?: ShapeReference;
  errors: ShapeReference[];
}

const shapes: Record<string, Shape> = model.shapes;
/** The operations in the model by name. */
export const modelOperations: Record<string, ModelOperation> = model.operations;

/** The shape with a name. Throws if the model does not have it. */
export function shapeOf({ shape }: ShapeReference): Shape {
  const found = shapes[shape];
  if (!found) {
    throw new Error(`The model has no shape ${shape}`);
  }
  return found;
}

/** The operation with a name. Throws if the model does not have it. */
export function modelOperation(name: string): ModelOperation {
  const found = modelOperations[name];
  if (!found) {
    throw new Error(`The model has no operation ${name}`);
  }
  return found;
}

/** Every error shape with its HTTP status. */
export const modelErrors: Array<{ errorType: string; status: number }> = Object.entries(shapes).flatMap(
  ([errorType, { error }]) => (error ? [{ errorType, status: error.httpStatusCode }] : [])
);
