import { Button, type ButtonProps } from "antd";
import { useHref, useNavigate } from "react-router";

/** A link that looks like a button: one element for the keyboard, an address for a new tab. */
export function LinkButton({ to, ...rest }: { to: string } & Omit<ButtonProps, "href" | "onClick">) {
  const href = useHref(to);
  const navigate = useNavigate();
  return (
    <Button
      {...rest}
      href={href}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        void navigate(to);
      }}
    />
  );
}
