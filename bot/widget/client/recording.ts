// Records the visitor's voice; the microphone is let go as soon as it ends.

export interface Recording {
  /** Resolves to what was recorded. */
  end(): Promise<Blob>;
}

export const canRecord = () => 'MediaRecorder' in window && !!navigator.mediaDevices;

/** Asks for the microphone; rejects where it is refused or there is none. */
export async function beginRecording(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.ondataavailable = ({ data }) => parts.push(data);
  const ended = new Promise<Blob>((resolve) => {
    recorder.onstop = () => {
      for (const track of stream.getTracks()) track.stop();
      resolve(new Blob(parts));
    };
  });
  recorder.start();
  return {
    end() {
      recorder.stop();
      return ended;
    },
  };
}
