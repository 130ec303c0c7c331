export interface ViewSize {
  /** Size of the drawing in pixels. */
  width: number;
  height: number;
  /** How far marks reach outside the drawing on each side, in pixels; negative inside. */
  overflow: { left: number; right: number; top: number; bottom: number };
}

/** What a view knows of its size, padding left out; Vega's types do not show it. */
interface MeasuredView {
  _viewWidth: number;
  _viewHeight: number;
  origin(): number[];
  padding(): unknown;
  scenegraph(): unknown;
}

export function viewSize(of: unknown): ViewSize {
  const view = of as MeasuredView;
  const [x = 0, y = 0] = view.origin();
  const padding = view.padding() as { left: number; top: number; right: number; bottom: number };
  const width = Math.max(0, view._viewWidth + padding.left + padding.right);
  const height = Math.max(0, view._viewHeight + padding.top + padding.bottom);
  const [left, top] = [x + padding.left, y + padding.top];
  const { bounds } = (view.scenegraph() as { root: { bounds: { x1: number; x2: number; y1: number; y2: number } } })
    .root;
  const overflow = {
    left: -(bounds.x1 + left),
    right: bounds.x2 + left - width,
    top: -(bounds.y1 + top),
    bottom: bounds.y2 + top - height,
  };
  return { width, height, overflow };
}
