// The widget's icons, drawn in the text's colour.

function Icon({ path }: { path: string }) {
  return (
    <svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true" focusable="false">
      <path
        d={path}
        fill="none"
        stroke="currentColor"
        stroke-width="1.8"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

/** A speech bubble with lines of a document in it. */
export const ChatIcon = () => (
  <Icon path="M5 4h14a2 2 0 0 1 2 2v9a2 2 0 0 1-2 2h-7l-4.5 3.6V17H5a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2ZM8 8.8h8M8 12.3h5" />
);
export const SendIcon = () => <Icon path="M4.5 12h14M12.5 5.5 19 12l-6.5 6.5" />;
export const CloseIcon = () => <Icon path="m6 9.5 6 6 6-6" />;
export const RestartIcon = () => <Icon path="M4.5 12a7.5 7.5 0 1 0 2.3-5.4M4.5 4.5v3.8h3.8" />;
export const AttachIcon = () => (
  <Icon path="m20 11-8.3 8.3a5 5 0 0 1-7-7L13 4a3.3 3.3 0 0 1 4.7 4.7l-8.3 8.2a1.6 1.6 0 0 1-2.3-2.3L14.6 7" />
);
export const CameraIcon = () => <Icon path="M4 8h4l1-3h6l1 3h4v11H4ZM12 16a3 3 0 1 0 0-6 3 3 0 0 0 0 6" />;
export const MicrophoneIcon = () => (
  <Icon path="M9 7v5a3 3 0 0 0 6 0V7a3 3 0 0 0-6 0ZM6 12a6 6 0 0 0 12 0M12 18v3" />
);
