import type { ReactNode } from "react";
import { NavLink } from "react-router";
import type { Permission } from "../generated/graphql.ts";
import { Page } from "../ui/Page.tsx";
import { Nothing } from "../ui/states.tsx";
import styles from "./ManagePage.module.css";
import { useMe } from "./session.tsx";

interface ManageRoom {
  to: string;
  label: string;
  needs: Permission;
}

const manageRooms: ManageRoom[] = [
  { to: "/accounts", label: "账号与权限", needs: "manageAccounts" },
  { to: "/audit", label: "审计记录", needs: "readAudit" },
  { to: "/status", label: "系统状态", needs: "manageSettings" },
];

/** The pages of 管理 that the viewer may open, in their order. */
export const useManageRooms = (): ManageRoom[] => {
  const { permissions } = useMe();
  return manageRooms.filter(({ needs }) => permissions.includes(needs));
};

interface ManagePageProps {
  to: string;
  question: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}

/** One of the pages under 管理, with the way to the others; says so where the viewer may not open it. */
export function ManagePage({ to, question, actions, children }: ManagePageProps) {
  const open = useManageRooms();
  const room = manageRooms.find((one) => one.to === to);
  const may = open.some((one) => one.to === to);
  return (
    <Page title={room?.label ?? ""} question={may ? question : undefined} actions={may && actions}>
      {may && open.length > 1 && (
        <nav className={styles.rooms} aria-label="管理">
          {open.map(({ to: path, label }) => (
            <NavLink key={path} to={path} className={path === to ? styles.here : styles.room}>
              {label}
            </NavLink>
          ))}
        </nav>
      )}
      {may ? children : <Nothing>您的角色不能打开这一页。需要时请联系管理员授予相应的角色。</Nothing>}
    </Page>
  );
}
