import { useEffect, useState } from "react";
import { pathOf, post, Refused } from "../api/client.ts";
import { Problem } from "../components/answered.tsx";
import { addressOf } from "../router.ts";
import { CONTROL } from "../words/control.ts";
import { useSay } from "../words/say.ts";
import { usePlace } from "./place.tsx";

/** The way in: the code in large letters, and a picture that a telephone reads; drawn here, asked of nobody. */
export function DoorPanel() {
  const say = useSay();
  const { stage, state } = usePlace();
  const door = state.control?.door;
  const code = door === undefined ? stage.code : door.code;
  if (code === undefined) return null;
  if (code === null) return <p className="quiet">{say(CONTROL.doorShut)}</p>;
  const spoken = `${code.slice(0, 4)} ${code.slice(4)}`;
  const link = `${window.location.origin}${addressOf(["exercise", stage.id])}#code=${code}`;
  return (
    <section className="panel door" aria-labelledby="door">
      <h2 id="door">{say(CONTROL.door)}</h2>
      <div className="row">
        <div>
          <p>{`${window.location.host}/join`}</p>
          <p className="code" data-code={code}>
            {spoken}
          </p>
        </div>
        <QrPicture text={link} label={say(CONTROL.qr)(spoken)} />
      </div>
      <p className="quiet small">{say(CONTROL.doorFor)}</p>
      {door?.isShut === true ? <Reopen /> : null}
    </section>
  );
}

/** After too many wrong codes. */
function Reopen() {
  const say = useSay();
  const { stage, language } = usePlace();
  const [refused, setRefused] = useState<Refused>();
  const open = () => {
    post(pathOf("exercises", stage.id, "door"), {}, language).catch((error: unknown) =>
      setRefused(error instanceof Refused ? error : new Refused(undefined, error)),
    );
  };
  return (
    <div className="notice bad">
      <p>{say(CONTROL.tooMany)}</p>
      {stage.you.role === "director" ? (
        <button type="button" onClick={open}>
          {say(CONTROL.reopen)}
        </button>
      ) : null}
      {refused === undefined ? null : <Problem refused={refused} />}
    </div>
  );
}

interface Modules {
  readonly size: number;
  readonly path: string;
}

/** Room of light modules around a code, as its standard asks. */
const QUIET = 4;

function QrPicture({ text, label }: { readonly text: string; readonly label: string }) {
  const [drawn, setDrawn] = useState<Modules>();
  useEffect(() => {
    let isWanted = true;
    const draw = async () => {
      const modules = await modulesOf(text);
      if (isWanted) setDrawn(modules);
    };
    void draw();
    return () => {
      isWanted = false;
    };
  }, [text]);
  if (drawn === undefined) return null;
  const side = drawn.size + 2 * QUIET;
  return (
    <svg className="qr" viewBox={`${-QUIET} ${-QUIET} ${side} ${side}`} role="img" aria-label={label}>
      <rect x={-QUIET} y={-QUIET} width={side} height={side} fill="#ffffff" />
      <path d={drawn.path} fill="#000000" />
    </svg>
  );
}

async function modulesOf(text: string): Promise<Modules> {
  const { create } = await import("qrcode");
  const { modules } = create(text, { errorCorrectionLevel: "M" });
  const { size } = modules;
  let path = "";
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) if (modules.get(y, x) !== 0) path += `M${x} ${y}h1v1h-1z`;
  return { size, path };
}
