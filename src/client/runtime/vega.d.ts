/** A Vega view, as far as the page uses it. */
export class View {
  constructor(dataflow: object, options: object);
  initialize(into: Element): this;
  hover(): this;
  width(pixels: number): this;
  signal(name: string, value: unknown): this;
  addSignalListener(name: string, listener: (name: string, value: unknown) => void): this;
  getState(): { signals?: object };
  scenegraph(): unknown;
  runAsync(): Promise<this>;
  finalize(): this;
}
export function expressionFunction(name: string, definition: (...values: never[]) => unknown): void;
export const expressionInterpreter: object;
