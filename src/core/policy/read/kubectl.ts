/** The command that writes all objects that verdicts depend on. */
export const KUBECTL_COMMAND =
  'kubectl get namespaces,nodes,pods,deployments,replicasets,statefulsets,daemonsets,jobs,cronjobs,services,networkpolicies -A -o json > inventory.json';

/** The command that writes what Amazon's controller computed for the policies, in clusters whose policies Amazon VPC CNI enforces. */
export const POLICY_ENDPOINTS_COMMAND =
  'kubectl get policyendpoints.networking.k8s.aws -A -o json > policyendpoints.json';
