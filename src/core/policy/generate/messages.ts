export const CLUSTER_DNS = 'DNS (CoreDNS)';
export const NODE_LOCAL_DNS = 'DNS (NodeLocal DNSCache)';
export const AUTO_MODE_DNS = 'DNS (Auto Mode)';
export const NODE_DNS = 'DNS (resolver of the VPC)';
export const VPC_DNS = 'The resolver of the VPC';
export const POD_IDENTITY = 'Amazon EKS Pod Identity';
export const INSTANCE_METADATA = 'The instance metadata of EC2';
