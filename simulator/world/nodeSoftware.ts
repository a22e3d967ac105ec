/** The software of the nodes, as the kubelet reports it to the Kubernetes API. */
export const NODE_SOFTWARE = {
  kernelVersion: '6.12.40-64.114.amzn2023.x86_64',
  osImage: 'Amazon Linux 2023.8.20250721',
  containerRuntimeVersion: 'containerd://2.0.5',
  kubeletVersion: 'v1.33.3-eks-3abbec1',
};
