/** The command that writes all objects that verdicts depend on. */
export const KUBECTL_COMMAND =
  'kubectl get namespaces,nodes,pods,deployments,replicasets,statefulsets,daemonsets,jobs,cronjobs,services,networkpolicies -A -o json > inventory.json';
