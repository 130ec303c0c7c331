import type { LiveData, LiveDetails } from '../model/live.ts';
import { zlib } from './zlib-later.ts';

/** What the page carries for its script, less what is only unpacked when it is first asked for; undefined when nothing. */
export function liveData(): LiveData | undefined {
  const words = document.getElementById('live')?.textContent;
  if (!words) return undefined;
  let opened: LiveDetails | undefined;
  const details = () => {
    // Live charts add to the marks.
    opened ??= { marks: {}, ...unpacked(document.getElementById('live-details')?.textContent ?? '') };
    return opened;
  };
  return {
    ...JSON.parse(words),
    get provenance() {
      return details().provenance;
    },
    get marks() {
      return details().marks;
    },
    get takeaway() {
      return details().takeaway;
    },
  };
}

/** zlib data in base64, see `render/live/pack.ts`: small enough to be unpacked while a reader waits. */
function unpacked(text: string): LiveDetails {
  const bytes = Uint8Array.from(atob(text.trim()), (character) => character.charCodeAt(0));
  const { strFromU8, unzlibSync } = zlib();
  return JSON.parse(strFromU8(unzlibSync(bytes)));
}
