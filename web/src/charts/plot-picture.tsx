import { type PlotOptions, plot } from "@observablehq/plot";
import { useEffect, useRef, useState } from "react";

/** A picture made by Plot in the page's own colours and type; what it shows is said beside it. */
export function PlotPicture({
  label,
  options,
}: {
  readonly label: string;
  /** made anew where what is drawn changes, so that the picture is */
  readonly options: (width: number) => PlotOptions;
}) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const box = place.current;
    if (box === null) return;
    const watch = new ResizeObserver(() => setWidth(Math.round(box.clientWidth)));
    watch.observe(box);
    return () => watch.disconnect();
  }, []);
  useEffect(() => {
    if (width === 0) return;
    const drawn = plot({
      ...options(width),
      width,
      style: { background: "transparent", color: "var(--quiet)", fontSize: "12px", overflow: "visible" },
    });
    drawn.setAttribute("aria-hidden", "true");
    place.current?.replaceChildren(drawn);
  }, [options, width]);
  return <div className="plot" ref={place} role="img" aria-label={label} />;
}
