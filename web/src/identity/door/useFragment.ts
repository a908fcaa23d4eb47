import { useEffect, useState } from "react";
import { useLocation, useNavigate } from "react-router";

/**
 * The secret behind the # of a link: taken once, then removed from the address, so that it is neither read over a
 * shoulder nor kept in the history. Empty when the link had none.
 */
export function useFragment(): string {
  const { hash, pathname } = useLocation();
  const navigate = useNavigate();
  const [token, setToken] = useState(() => hash.slice(1));
  useEffect(() => {
    if (hash === "") return;
    setToken(hash.slice(1));
    void navigate(pathname, { replace: true });
  }, [hash, pathname, navigate]);
  return token;
}
